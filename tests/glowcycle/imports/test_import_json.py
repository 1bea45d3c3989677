"""An import as JSON: what is stored of it, in her language, and nothing of how it is stored."""

from datetime import UTC, datetime

import pytest

from glowcycle.api.languages import in_language
from glowcycle.formats import reasons
from glowcycle.person.imports import import_job
from glowcycle.person.imports.import_content import ImportContent
from glowcycle.person.imports.openapi_examples import APPLIED, PREVIEW, SUMMARY, UNDONE
from glowcycle.person.imports.serializers import ImportSerializer, ImportSummarySerializer
from glowcycle.sentences import sentence

IMPORT_ID = PREVIEW["importId"]
NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


def told(status="previewed", **content):
    """Return the JSON of an import with this content, beside that of a file without any."""
    stored = ImportContent(format="daylio", app="Daylio", **content)
    job = import_job.new(user_id="anna", import_id=IMPORT_ID, content=stored)
    job.status, job.created_at = status, NOON
    return ImportSerializer.of(job), ImportSummarySerializer.of(job)


def part(whole, *names):
    return {name: whole[name] for name in names}


def test_an_import_has_the_members_of_the_examples():
    whole, summary = told()
    assert whole.keys() == PREVIEW.keys()
    assert summary.keys() == SUMMARY.keys()
    assert part(whole, *summary) == summary
    assert (whole["importId"], whole["createdAt"]) == (IMPORT_ID, "2026-03-09T12:00:00.000000Z")
    empty = ("from", "to", "fillDays", "cycles", "forecast", "forecastReason", "result", "undone")
    assert set(part(whole, *empty).values()) == {None}


def test_what_a_preview_tells_comes_back_as_it_is_stored():
    stored = {name: PREVIEW[name] for name in ("counts", "questions", "cycles", "forecast")}
    left_out = [{n: v for n, v in each.items() if n != "sentence"} for each in PREVIEW["notTaken"]]
    whole, _ = told(
        first=PREVIEW["from"],
        last=PREVIEW["to"],
        counts=stored["counts"],
        not_taken=left_out,
        not_taken_count=141,
        questions=[{**each, "options": options(each)} for each in stored["questions"]],
        outlook={**part(stored, "cycles", "forecast"), "forecastReason": None},
    )
    same = ("from", "to", "counts", "notTaken", "notTakenCount", "questions", "cycles", "forecast")
    assert part(whole, *same) == part(PREVIEW, *same)


def options(question):
    """Return the options as they are stored: with what each changes in the records."""
    return [{**each, "changes": {"mood": each["value"]}} for each in question["options"]]


def test_a_question_tells_nothing_of_what_its_options_change():
    question = {**PREVIEW["questions"][0]}
    question["options"] = options(question)
    assert "changes" not in str(told(questions=[question])[0])


def test_what_was_stored_and_taken_back_is_told_with_what_stays():
    undone = {n: v for n, v in UNDONE["undone"].items() if n != "kept"}
    kept = [[each["kind"], each["key"]] for each in UNDONE["undone"]["kept"]]
    whole, _ = told("undone", result=APPLIED["result"], undone=undone, kept=kept)
    assert part(whole, "result", "undone") == part(UNDONE, "result", "undone")


@pytest.mark.parametrize("reason", reasons.SENTENCES)
def test_why_something_is_left_out_is_said_in_her_language(reason):
    left_out = {"what": "x", "value": None, "count": 1, "reason": reason, "firstRows": [1]}
    english = told(not_taken=[left_out])[0]["notTaken"][0]["sentence"]
    with in_language("de"):
        german = told(not_taken=[left_out])[0]["notTaken"][0]["sentence"]
    assert english == reasons.SENTENCES[reason]
    assert german != english


def test_sentences_of_the_forecast_are_said_in_her_language():
    why = {"code": "no_period", "text": sentence("It lies in the future."), "date": None}
    with in_language("de"):
        whole, _ = told(outlook={"cycles": None, "forecast": None, "forecastReason": why})
    assert whole["forecastReason"]["text"] != why["text"]
