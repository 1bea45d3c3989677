"""The page in an export: what each file holds, in the language of the request that ends it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from glowcycle.api.languages import current, say, say_counted
from glowcycle.charts.layout import long_date, parse_day


def draw_page(*, summary: Mapping[str, Any], files: Iterable[Any]) -> str:
    """Return the page as HTML. The summary is that of the manifest; files have a name and size."""
    counts = ", ".join(
        say_counted("{count} {kind} record", "{count} {kind} records", count=number, kind=kind)
        for kind, number in summary["records"].items()
    )
    texts = {
        "title": say("Glow Cycle: all your data"),
        "heading": say("All your data"),
        "intro": say(
            "This is all the data that Glow Cycle kept for you on {time}: {counts}.",
            time=_moment(summary["exportedAt"]),
            counts=counts,
        ),
        "care": say(
            "It is yours to keep, to read and to take elsewhere. Anyone who has this file can read "
            "it: keep it where you would keep a diary."
        ),
        "contents_heading": say("Contents"),
        "contents": _contents(),
        "missing_heading": say("Missing"),
        "missing": say(
            "These records and photos cannot be read any more, or were deleted while the export "
            "was made:"
        ),
        "files_heading": say("Files"),
        "name": say("Name"),
        "size": say("Size"),
        "written": say(
            "What you wrote while the export was made may be missing. A table cell that a "
            "spreadsheet would run as a formula begins with an apostrophe."
        ),
        "predictions": say(
            "Predictions are not stored: Glow Cycle computes them from the days you logged."
        ),
    }
    context = {**summary, "files": files, "language": current(), "texts": texts}
    return render_to_string("export/index.html", context)


def _contents() -> list[SafeString]:
    """Return a sentence on each kind of file, with the names of the files in bold."""
    sentences = [
        say(
            "Files that end in {csv} are tables: open them in any spreadsheet program.",
            csv=_bold(".csv"),
        ),
        say(
            "Files that end in {json} hold the same data for programs. Glow Cycle can import them.",
            json=_bold(".json"),
        ),
        say(
            "{journal} is what you wrote, {period} the days you logged, {skin} the scans of your "
            "skin. A file holds at most 2,000 records; journal-2 and journal-3 hold the next ones.",
            journal=_bold("journal"),
            period=_bold("period"),
            skin=_bold("skin"),
        ),
        say(
            "{stage} holds your life stages, such as contraception or a pregnancy.",
            stage=_bold("stage"),
        ),
        say(
            "{photos} are the photos that you kept. The name of a photo is the id of its scan.",
            photos=_bold("photos"),
        ),
        say("{profile} is what you said of yourself.", profile=_bold("profile")),
        say("{moods} is your own order of moods, the best first.", moods=_bold("moods")),
        say(
            "{calendar} is the title of the calendar of your next periods, and when its link was "
            "made.",
            calendar=_bold("calendar"),
        ),
        say(
            "{consents} lists what you allowed, and when. {history} has each time that you gave or "
            "withdrew a consent.",
            consents=_bold("consents"),
            history=_bold("consent-history"),
        ),
        say(
            "{retention} is how long you want your records kept, and {restriction} whether they "
            "are only stored.",
            retention=_bold("retention"),
            restriction=_bold("restriction"),
        ),
        say(
            "{counts} is how often you used what has a daily limit. The service keeps a count for "
            "two days.",
            counts=_bold("daily-counts"),
        ),
        say(
            "{log} is each command that an operator ran on your data, and what your links opened.",
            log=_bold("access-log"),
        ),
        say(
            "{imports} lists each file of another app that you brought, and how much it held.",
            imports=_bold("imports"),
        ),
        say(
            "{shares} lists what you shared by a link, with whom and until when.",
            shares=_bold("shares"),
        ),
        say(
            "{manifest} lists every file with its SHA-256, which shows that no file was changed or "
            "lost.",
            manifest=_bold("manifest.json"),
        ),
    ]
    return [mark_safe(text) for text in sentences]  # noqa: S308  sentences and names are ours


def _moment(text: str) -> str:
    """Return a time of the manifest in words, to the minute."""
    return f"{long_date(day=parse_day(text), year=True)}, {text[11:16]}\N{NO-BREAK SPACE}UTC"


def _bold(name: str) -> SafeString:
    return format_html("<b>{}</b>", name)
