"""Forms made from serializers send what was changed, as the values that the API takes."""

import pytest
import time_machine
from django.http import QueryDict

from glowcycle.person.restriction.serializers import RestrictionSerializer
from glowcycle.person.retention.serializers import RetentionSerializer
from glowcycle.web.forms.serializer_form import SerializerForm
from glowcycle.web.page_config import FormConfig
from journal.pages import ENTRY
from journal.serializers import EntryQuery
from period.pages import DAY
from skin.pages import PHOTO, SCAN
from tests.support.markup import ParsedPage

ENTRY_RECORD = {
    "date": "2026-03-01T21:30:00+01:00",
    "mood": "between two stools",
    "energy": 40.5,
    "text": "two\nlines",
    "tags": ["a,b", "c"],
}
SCORES = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50)
WARM = {"celsius": 36.45, "time": "06:40", "excluded": True}
RESTRICTION = FormConfig(serializer=RestrictionSerializer, button="Save")
RETENTION = FormConfig(serializer=RetentionSerializer, button="Save")


def inputs_of(form):
    """Return what a browser sends of the form as it is shown."""
    return ParsedPage(f'<form action="/">{form}</form>').form("/").inputs


def sent(config, *, method="POST", record=None, **edits):
    """Return the body that the form sends after these edits, and the form."""
    shown = inputs_of(SerializerForm(config, method=method, record=record))
    data = QueryDict(mutable=True)
    for name, texts in {**shown, **edits}.items():
        typed = texts if isinstance(texts, list) else [texts]
        # Browsers send each line break as two characters.
        data.setlist(name.replace("__", "."), [text.replace("\n", "\r\n") for text in typed])
    form = SerializerForm(config, method=method, data=data)
    return form.body(), form


def change(config, record, **edits):
    return sent(config, method="PATCH", record=record, **edits)[0]


def test_a_form_that_changes_nothing_sends_nothing():
    assert change(ENTRY, ENTRY_RECORD) == {}
    assert change(DAY, {"date": "2026-03-01", "flow": "light", "symptoms": []}) == {}
    assert change(SCAN, {"date": "2026-03-01", "metrics": {**SCORES, "pores": None}}) == {}


@pytest.mark.parametrize(
    ("edits", "body"),
    [
        ({"energy": "75"}, {"energy": 75}),
        ({"energy": "75.5"}, {"energy": 75.5}),
        ({"energy": ""}, {"energy": None}),
        ({"mood": ["😌", ""]}, {"mood": "😌"}),
        ({"mood": ["", ""]}, {"mood": None}),
        ({"mood": ["😌", "better"]}, {"mood": "better"}),
        ({"text": ""}, {"text": None}),
        ({"text": "one\nline"}, {"text": "one\nline"}),
        ({"tags": "a,b\nc\n\n d "}, {"tags": ["a,b", "c", "d"]}),
        ({"tags": ""}, {"tags": []}),
        ({"date": ""}, {"date": None}),
    ],
)
def test_a_change_sends_the_edited_fields_alone(edits, body):
    assert change(ENTRY, ENTRY_RECORD, **edits) == body


def test_the_five_scores_are_sent_together():
    record = {"date": "2026-03-01", "metrics": SCORES}
    assert change(SCAN, record, metrics__pores="61") == {"metrics": {**SCORES, "pores": 61}}


def test_a_value_of_a_later_version_can_be_kept_or_replaced():
    record = {"date": "2026-03-01", "flow": "flooding", "symptoms": ["a"]}
    assert change(DAY, record, symptoms="b") == {"symptoms": ["b"]}
    assert change(DAY, record, flow="heavy") == {"flow": "heavy"}


def test_a_refused_change_still_knows_what_was_edited():
    _, refused = sent(ENTRY, method="PATCH", record=ENTRY_RECORD, energy="101")
    refused.add_problem({"energy": ["Too much."]})
    again = inputs_of(refused)
    assert (again["energy"], again["initial-energy"]) == (["101"], ["40.5"])
    data = QueryDict(mutable=True)
    for name, texts in {**again, "energy": ["99"]}.items():
        data.setlist(name, texts)
    assert SerializerForm(ENTRY, method="PATCH", data=data).body() == {"energy": 99}


@pytest.mark.parametrize(
    ("stored", "edits", "body"),
    [
        (None, {}, {}),
        (None, {"celsius": "36.45"}, {"celsius": 36.45, "time": None, "excluded": False}),
        (None, {"celsius": "0"}, {"celsius": 0, "time": None, "excluded": False}),
        (None, {"excluded": "true"}, {"celsius": None, "time": None, "excluded": True}),
        (WARM, {}, {}),
        (WARM, {"celsius": "", "time": "", "excluded": []}, None),
        (WARM, {"time": "07:00"}, {**WARM, "time": "07:00"}),
        (WARM, {"excluded": []}, {**WARM, "excluded": False}),
    ],
)
def test_an_object_that_may_be_null_is_sent_whole_or_as_null(stored, edits, body):
    record = {"date": "2026-03-01", "flow": None, "symptoms": [], "temperature": stored}
    parts = {f"temperature__{name}": text for name, text in edits.items()}
    assert change(DAY, record, **parts) == ({"temperature": body} if body != {} else {})


def test_a_new_day_says_only_what_was_filled_in():
    assert sent(DAY, date="2026-03-01")[0] == {"date": "2026-03-01", "symptoms": []}


@pytest.mark.parametrize(("stored", "typed"), [(None, "False"), (True, "False"), (False, "")])
def test_yes_no_and_nothing_are_three_answers(stored, typed):
    record = {"date": "2026-03-01", "flow": None, "symptoms": [], "startsPeriod": stored}
    assert change(DAY, record) == {}
    changed = {"startsPeriod": False if typed else None}
    assert change(DAY, record, startsPeriod=typed) == changed


def test_a_group_of_fields_begins_closed_unless_it_says_something():
    closed, opened = '<details class="group">', '<details class="group" open>'
    assert str(SerializerForm(DAY)).count(closed) == len(DAY.groups) == 2
    page = str(SerializerForm(DAY, record={"mucus": "dry"}))
    assert (page.count(opened), page.count(closed)) == (1, 1)
    assert page.index('name="symptoms"') < page.index(opened) < page.index('name="mucus"')
    _, refused = sent(DAY, note="x")
    refused.add_problem({"temperature.celsius": ["Too hot."]})
    assert str(refused).count(opened) == 2


@time_machine.travel("2026-03-05")
def test_a_new_record_has_today_and_an_id_and_no_nulls():
    body, _ = sent(ENTRY, text=" ", energy="1e1")
    assert body.pop("entryId") != sent(ENTRY)[0]["entryId"]
    assert body == {"date": "2026-03-05", "tags": [], "energy": 10}


def test_a_link_can_begin_a_form():
    page = SerializerForm(DAY, record={"date": "2026-03-01", "flow": "light", "other": "x"})
    assert {"date": ["2026-03-01"], "flow": ["light"]}.items() <= inputs_of(page).items()


@pytest.mark.parametrize("text", ["9x", "50.00000000000000000001", "0x10", "null", "[1]", '"1"'])
def test_what_is_no_number_reaches_the_api_as_it_was_typed(text):
    value = sent(ENTRY, energy=text)[0]["energy"]
    assert getattr(value, "exact", value) not in (None, 50, 16, 1)


@pytest.mark.parametrize(
    ("config", "edits", "body"),
    [
        (RESTRICTION, {"restricted": "on"}, {"restricted": True}),
        (RESTRICTION, {}, {"restricted": False}),
        (
            RETENTION,
            {"journal": "30", "skin": ""},
            {"journal": 30, "period": 365, "skin": None, "stage": None},
        ),
    ],
)
def test_a_choice_is_sent_whole(config, edits, body):
    record = {"journal": None, "period": 365, "skin": 90, "stage": None}
    assert sent(config, method="PUT", record=record, **edits)[0] == body


def test_the_parts_of_a_photo_form_are_texts():
    assert sent(PHOTO)[0]["keepPhoto"] == "false"
    assert sent(PHOTO, keepPhoto="on")[0]["keepPhoto"] == "true"


def test_a_query_shows_what_it_asked_for():
    query = QueryDict("mood=tired&from=2026-03-01")
    form = SerializerForm(FormConfig(serializer=EntryQuery, button=""), method="GET", data=query)
    shown = inputs_of(form)
    assert (shown["mood"], shown["from"], shown["tag"]) == (["tired"], ["2026-03-01"], [""])


def test_each_error_stands_at_its_field_and_the_others_above():
    _, form = sent(SCAN, metrics__pores="101")
    form.add_problem({"metrics.pores": ["Too much."], "metrics": ["Wrong."], "date.0": ["No."]})
    assert form["metrics.pores"].errors == ["Too much."]
    assert form["date"].errors == ["No."]
    assert form.non_field_errors() == ["Metrics: Wrong."]
    page = str(form)
    described_by = "form-metrics.pores_helptext form-metrics.pores_error"
    assert f'aria-invalid="true" aria-describedby="{described_by}"' in page
    assert 'id="form-metrics.pores_error"' in page


def test_texts_are_escaped():
    hostile = '</textarea>"><script>'
    record = {"date": hostile, "mood": hostile, "text": hostile, "tags": [hostile]}
    assert "<script>" not in str(SerializerForm(ENTRY, method="PATCH", record=record))
