"""What the picture of a list does not know: older pages, and records that cannot be read."""

import pytest

from journal.charts.history import compose as journal
from skin.charts.history import compose as skin
from tests.support.svg import day_of, drawn, number, of_class, read

METRICS = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50.5)
TYPED = {"source": "manual", "modelId": None, "promptVersion": None}
CONTENT = {"mood": "😌", "energy": 50, "metrics": METRICS, "provenance": TYPED}
ID = "00000000-0000-4000-8000-000000000000"
PICTURES = pytest.mark.parametrize("compose", [journal, skin])


def answer(*days, **members):
    """Return a page of these days, oldest first, which serves both pictures."""
    results = [
        {"entryId": ID, "scanId": ID, "userId": "alice", "date": day, **CONTENT} for day in days
    ]
    return {"next": None, "previous": None, "results": results[::-1], **members}


def kinds(picture):
    return [entry.kind for entry in picture.legend]


@PICTURES
@pytest.mark.parametrize("members", [{"next": "older"}, {"query": {"from": "2026-11-20"}}])
def test_days_of_another_page_are_not_shown_as_empty(compose, members):
    picture = compose(answer=answer("2026-11-20", "2026-11-29", **members))
    panels = of_class(read(drawn(picture)), "panel")
    for panel in panels:
        [elsewhere] = of_class(panel, "elsewhere")
        ends = number(elsewhere, "x") + number(elsewhere, "width")
        [first, *_] = [each for each in of_class(panel, "column") if each.get("data-date")]
        assert str(day_of(first)) == "2026-11-20"
        assert ends <= number(first, "x") + number(first, "width") / 2
    assert panels
    assert "elsewhere" in kinds(picture)


@PICTURES
def test_the_days_before_her_first_record_are_empty(compose):
    picture = compose(answer=answer("2026-11-20", "2026-11-29"))
    assert not of_class(read(drawn(picture)), "elsewhere")
    assert "elsewhere" not in kinds(picture)


@PICTURES
def test_the_margin_of_a_full_page_is_not_explained(compose):
    picture = compose(answer=answer("2026-01-20", "2026-11-29", next="older"))
    assert "elsewhere" not in kinds(picture)


@PICTURES
def test_records_that_cannot_be_read_are_not_said_to_be_none(compose):
    lost = [{"kind": "journal", "id": "1"}]
    picture = compose(answer=answer(unreadable=lost))
    assert picture.heading == "What is logged here cannot be read"
    assert [*picture.sentences] == ["1 record cannot be read."]


@PICTURES
def test_a_phase_is_unknown_only_on_days_of_the_page(compose):
    """The last day of the axis is margin: often it is tomorrow, of which no phase is told."""
    phase = {"name": "luteal", "first": "2026-10-01", "last": "2026-11-29", "source": "forecast"}
    days = ("2026-11-20", "2026-11-29")
    assert "unknown" not in kinds(compose(answer=answer(*days, phases=[phase])))
    until_yesterday = {**phase, "last": "2026-11-28"}
    assert "unknown" in kinds(compose(answer=answer(*days, phases=[until_yesterday])))
