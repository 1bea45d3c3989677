"""The stored state of an import: sealed, held by one call at a time, and gone after its day."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from glowcycle import sentences
from glowcycle.aws import clients
from glowcycle.errors import NotFound, Unreadable
from glowcycle.person.held_job import HOLD_LIFE
from glowcycle.person.imports import chunks, import_job
from glowcycle.person.imports.chunks import ChunkRecord
from glowcycle.person.imports.errors import ImportExpired, ImportInProgress
from glowcycle.person.imports.ids import new_import_id
from glowcycle.person.imports.import_content import ImportContent
from glowcycle.person.imports.import_job import HistoryImport
from glowcycle.sentences import Sentence, counted, sentence
from tests.support.faults import failing, lost, store_faults

TABLE = HistoryImport.Meta.table_name


def stored(user_id, **content):
    """Store a preview and return its id."""
    import_id = new_import_id()
    content = ImportContent(format="clue", app="Clue", **content)
    import_job.store(import_job.new(user_id=user_id, import_id=import_id, content=content))
    return import_id


def raw(user_id, import_id):
    """Return the key and the stored item."""
    key = {"userId": {"S": user_id}, "item": {"S": f"import#{import_id}"}}
    return key, clients.dynamodb().get_item(TableName=TABLE, Key=key)["Item"]


def alter(user_id, import_id, **attributes):
    _, item = raw(user_id, import_id)
    clients.dynamodb().put_item(TableName=TABLE, Item={**item, **attributes})


def test_it_comes_back_as_it_was_stored(user_id):
    question = {"id": "mood:Meh", "text": sentence("What is {mood}?", mood="Meh"), "count": 3}
    counts = {"period": {"new": 3, "same": 0, "conflicting": 1, "skipped": 0}}
    import_id = stored(
        user_id, counts=counts, questions=[question], first="2024-01-01", chunk_count=2
    )
    job = import_job.find(user_id=user_id, import_id=import_id)
    assert (job.import_id, job.status, job.content.counts) == (import_id, "previewed", counts)
    assert round((job.expires_at - job.created_at) / timedelta(hours=1)) == 24
    text = job.content.questions[0]["text"]
    assert isinstance(text, Sentence)
    assert (text, text.template, text.values) == (
        "What is Meh?",
        "What is {mood}?",
        {"mood": "Meh"},
    )


def test_what_a_later_version_stored_is_kept(user_id, monkeypatch):
    """A service that was rolled back can go on with an import, and undo it."""
    known = ImportContent.to_json
    monkeypatch.setattr(ImportContent, "to_json", lambda self: {**known(self), "pets": ["cat"]})
    import_id = stored(user_id, chunk_count=2)
    monkeypatch.setattr(ImportContent, "to_json", known)
    for _ in range(2):
        job = import_job.find(user_id=user_id, import_id=import_id)
        assert (job.content.chunk_count, job.content.later) == (2, {"pets": ["cat"]})
        job.hold()
        job.release()


def test_sentences_inside_sentences_are_stored():
    text = counted("One {what}", "{count} {what}", count=2, what=sentence("weeks"))
    back = sentences.from_json(
        json.loads(json.dumps(sentences.to_json([{"text": text}, ("a", 1)])))
    )
    assert back == [{"text": "2 weeks"}, ["a", 1]]
    assert back[0]["text"].plural == "{count} {what}"
    assert isinstance(back[0]["text"].values["what"], Sentence)


def test_status_and_times_alone_are_in_clear(user_id):
    import_id = stored(user_id, counts={"period": {"new": 365}})
    _, item = raw(user_id, import_id)
    assert item.keys() == {"userId", "item", "status", "createdAt", "expiresAt", "sealed"}
    assert b"period" not in item["sealed"]["B"]


def test_the_newest_comes_first(user_id):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ids = []
        for _ in range(3):
            ids.append(stored(user_id))
            clock.shift(1)
        found = import_job.list_all(user_id=user_id)
    assert [job.import_id for job in found] == ids[::-1]


def test_a_preview_is_over_after_a_day(user_id):
    import_id = stored(user_id)
    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=1)):
        with pytest.raises(ImportExpired):
            import_job.find(user_id=user_id, import_id=import_id)
        assert import_job.list_all(user_id=user_id) == []


def test_an_unknown_import_is_not_found(user_id):
    with pytest.raises(NotFound):
        import_job.find(user_id=user_id, import_id=new_import_id())


def test_one_call_at_a_time_works_on_it(user_id):
    import_id = stored(user_id)
    first, second = (import_job.find(user_id=user_id, import_id=import_id) for _ in range(2))
    first.hold()
    with pytest.raises(ImportInProgress):
        second.hold()
    first.content.chunk, first.status = 3, "applying"
    first.release()
    third = import_job.find(user_id=user_id, import_id=import_id)
    third.hold()
    assert (third.status, third.content.chunk) == ("applying", 3)
    with pytest.raises(ImportInProgress):
        first.update_stored()


def test_a_call_that_was_cut_off_is_followed_after_a_minute(user_id):
    import_id = stored(user_id)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        import_job.find(user_id=user_id, import_id=import_id).hold()
        clock.shift(HOLD_LIFE)
        import_job.find(user_id=user_id, import_id=import_id).hold()


@pytest.mark.calm
@pytest.mark.parametrize("plan", [(lost,), (failing,)])
def test_a_lost_answer_of_the_hold_does_no_harm(user_id, plan):
    job = import_job.find(user_id=user_id, import_id=stored(user_id))
    with store_faults(*plan, operation="PutItem"):
        job.hold()
    job.release()


@pytest.mark.parametrize(
    "attributes",
    [
        {"sealed": {"B": b"x"}},
        {"sealed": {"S": "x"}},
        {"status": {"S": "applied"}},
        {"status": {"S": "other"}},
        {"status": {"N": "1"}},
        {"createdAt": {"S": "x"}},
        {"heldUntil": {"S": "x"}},
        {"expiresAt": {"S": "x"}},
    ],
)
def test_a_malformed_one_hides_no_other_and_can_be_deleted(user_id, attributes):
    altered, other = stored(user_id), stored(user_id)
    alter(user_id, altered, **attributes)
    assert [job.import_id for job in import_job.list_all(user_id=user_id)] == [other]
    with pytest.raises(Unreadable):
        import_job.find(user_id=user_id, import_id=altered)
    import_job.discard(user_id=user_id, import_id=altered)
    with pytest.raises(NotFound):
        import_job.find(user_id=user_id, import_id=altered)


def test_discarding_deletes_its_chunks_and_no_others(user_id):
    records = [ChunkRecord("period", "2024-01-01", {"date": "2024-01-01"})]
    ids = [stored(user_id) for _ in range(2)]
    for import_id in ids:
        chunks.write(
            user_id=user_id,
            import_id=import_id,
            records=records,
            expires_at=timezone.now() + timedelta(hours=1),
        )
    for _ in range(2):
        import_job.discard(user_id=user_id, import_id=ids[0])
    with pytest.raises(ImportExpired):
        chunks.read(user_id=user_id, import_id=ids[0], number=0)
    assert list(chunks.read(user_id=user_id, import_id=ids[1], number=0).records) == records
    assert [job.import_id for job in import_job.list_all(user_id=user_id)] == [ids[1]]
