"""The skin history as a picture: five scores over time, on the phases of the cycle."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.history_chart import (
    history_panel,
    history_sentences,
    oldest_first,
    time_frame,
)
from glowcycle.charts.layout import LegendEntry, Panel, Picture, decimal
from glowcycle.charts.page_limits import elsewhere_legend, empty_heading
from glowcycle.charts.phase_bands import band_legend, phase_sentences
from glowcycle.charts.score_panel import ScorePanel
from glowcycle.sentences import sentence
from skin.charts.metric_panels import (
    LONGEST_GAP,
    METRICS,
    gap_sentences,
    metric_panels,
    scores_in_words,
)
from skin.charts.provenance import Series, group_by_provenance

FIRST_STEP = sentence(
    "Scan your skin with a photo, or type in scores: every scan shows here, on the phases of your "
    "cycle."
)
SCALE = sentence("Each score lies between 0 and 100: higher is better.")
BREAK = sentence(
    "Another method begins. Scores of two methods cannot be compared, so no line joins them."
)


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture of a page of /skin/user.

    Beside the members of the answer it draws `phases`, and says whether a `query` chose the scans.
    """
    scans = oldest_first(answer=answer)
    older = say("Older scans are on the next page.")
    sentences = [*history_sentences(answer=answer, first_step=translated(FIRST_STEP), older=older)]
    panels: list[Panel] = []
    legend: list[LegendEntry] = []
    if scans:
        all_series = group_by_provenance(scans=scans)
        texts = _texts_by_scan(all_series)
        frame = time_frame(
            answer=answer,
            text_of=lambda scan: texts[scan["scanId"]],
            list_route="skin-of-person",
            record_route="skin-scan",
            key="scanId",
        )
        charts = metric_panels(scans=scans, all_series=all_series, frame=frame)
        panels = [
            history_panel(
                template="charts/score_panel.svg",
                chart=chart,
                words=scores_in_words(metric=metric, all_series=all_series),
            )
            for metric, chart in zip(METRICS, charts, strict=True)
        ]
        sentences += [translated(SCALE), *_gap_sentence(charts), *gap_sentences(scans=scans)]
        sentences += phase_sentences(answer=answer, bands=frame.bands)
        legend = [
            *_method_legend(all_series),
            *band_legend(bands=frame.bands, axis=frame.axis),
            *elsewhere_legend(width=frame.elsewhere),
        ]
    return Picture(
        name="skin",
        title=say("Skin over time"),
        heading=_heading(answer),
        sentences=sentences,
        panels=panels,
        legend=legend,
        patterns="charts/phase_pattern.svg",
    )


def _heading(answer: Mapping[str, Any]) -> str:
    if scans := len(answer["results"]):
        return say_counted("{count} skin scan", "{count} skin scans", count=scans)
    return empty_heading(
        answer=answer,
        none_yet=say("No skin scan is here yet"),
        none_matches=say("No skin scan matches"),
    )


def _gap_sentence(charts: Sequence[ScorePanel]) -> Iterator[str]:
    if any(len(line.runs) > 1 for chart in charts for line in chart.lines):
        yield say(
            "The line stops where nothing was measured for more than {days} days.",
            days=LONGEST_GAP.days,
        )


def _method_legend(all_series: Sequence[Series]) -> Iterator[LegendEntry]:
    for series in all_series:
        method = series.provenance
        text = say("Method {number}: {method}.", number=method.number, method=method.text)
        yield LegendEntry("method", text, method.style)
    if len(all_series) > 1:
        yield LegendEntry("break", translated(BREAK))


def _texts_by_scan(all_series: Sequence[Series]) -> Mapping[str, str]:
    """Return the scores of each scan by its id, with the method if there are several."""
    texts = {}
    for series in all_series:
        method = [say("method {number}", number=series.provenance.number)] * (len(all_series) > 1)
        for scan in series.scans:
            scores = [
                say("{metric} {score}", metric=name, score=decimal(number=score))
                for metric, name in METRICS.items()
                if (score := scan["metrics"][metric]) is not None
            ]
            texts[scan["scanId"]] = ", ".join((scores or [say("not measured")]) + method)
    return texts
