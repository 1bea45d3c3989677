"""The parsed records wait in sealed chunks, and a chunk that is applied becomes a note."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.errors import Unreadable
from glowcycle.person.imports import chunks
from glowcycle.person.imports.chunks import ChunkRecord, ImportChunk
from glowcycle.person.imports.errors import ImportExpired
from glowcycle.person.imports.ids import new_import_id

TABLE = ImportChunk.Meta.table_name


def entry(number, text="a canary"):
    values = {"date": "2024-01-01", "text": text, "tags": ["Größe 🌸"]}
    return ChunkRecord("journal", f"id-{number}", values, ("mood:Meh",))


def written(user_id, *records, hours=25):
    """Store the records; return the arguments that name the import, and the number of chunks."""
    place = {"user_id": user_id, "import_id": new_import_id()}
    expires_at = timezone.now() + timedelta(hours=hours)
    return place, chunks.write(**place, records=records, expires_at=expires_at)


def raw(place, number=0):
    item = {"S": f"importchunk#{place['import_id']}#{number:05}"}
    key = {"userId": {"S": place["user_id"]}, "item": item}
    return clients.dynamodb().get_item(TableName=TABLE, Key=key)["Item"]


def test_many_records_make_several_chunks_in_their_order(user_id):
    records = [entry(number, "x" * 20_000) for number in range(40)]
    place, count = written(user_id, *records)
    assert count == 3
    found = [chunks.read(**place, number=number) for number in range(count)]
    assert [record for chunk in found for record in chunk.records] == records
    assert not any(chunk.is_noted for chunk in found)
    assert all(len(raw(place, number)["sealed"]["B"]) < 310_000 for number in range(count))


def test_no_records_make_no_chunk(user_id):
    assert written(user_id)[1] == 0


def test_nothing_of_them_is_in_clear(user_id):
    place, _ = written(user_id, entry(1))
    item = raw(place)
    assert item.keys() == {"userId", "item", "expiresAt", "sealed"}
    assert b"canary" not in item["sealed"]["B"]


def test_a_note_replaces_the_records_and_stays(user_id):
    place, _ = written(user_id, entry(1), entry(2))
    notes = [("journal", "id-1"), ("journal", "id-2")]
    for _ in range(2):
        chunks.note(**place, number=0, notes=notes)
    with time_machine.travel(timezone.now() + timedelta(days=900)):
        chunk = chunks.read(**place, number=0)
    assert (chunk.is_noted, list(chunk.notes), list(chunk.records)) == (True, notes, [])
    assert "expiresAt" not in raw(place)


def test_what_nobody_applies_expires(user_id):
    place, _ = written(user_id, entry(1), hours=1)
    with (
        time_machine.travel(timezone.now() + timedelta(hours=1, seconds=1)),
        pytest.raises(ImportExpired),
    ):
        chunks.read(**place, number=0)


def test_kept_chunks_do_not_expire(user_id):
    place, count = written(user_id, entry(1), hours=1)
    chunks.keep(**place, count=count)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert chunks.read(**place, number=0).records == [entry(1)]
    with pytest.raises(ImportExpired):
        chunks.keep(**place, count=count + 1)


@pytest.mark.parametrize("sealed", [{"B": b"x"}, {"S": "x"}, {"NULL": True}])
def test_an_altered_chunk_is_unreadable(user_id, sealed):
    place, _ = written(user_id, entry(1))
    clients.dynamodb().put_item(TableName=TABLE, Item={**raw(place), "sealed": sealed})
    with pytest.raises(Unreadable):
        chunks.read(**place, number=0)


def test_a_chunk_of_another_import_or_number_does_not_open(user_id):
    place, _ = written(user_id, *(entry(number, "x" * 20_000) for number in range(40)))
    moved = {**raw(place, 1), "item": raw(place, 0)["item"]}
    clients.dynamodb().put_item(TableName=TABLE, Item=moved)
    with pytest.raises(Unreadable):
        chunks.read(**place, number=0)
