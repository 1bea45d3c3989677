"""Equal records of a file have equal ids, which nobody can guess without her key."""

from uuid import UUID

import time_machine

from glowcycle.aws import request_context
from glowcycle.formats.history import ParsedRecord
from glowcycle.person.imports.ids import new_import_id, record_id
from tests.support.people import someone

VALUES = {"date": "2024-01-01", "mood": "good", "tags": ["work"]}


def of(user_id, kind="journal", **values):
    parsed = ParsedRecord(kind=kind, values={**VALUES, **values}, row=1)
    return record_id(parsed, user_id=user_id)


def test_equal_values_have_equal_ids(user_id):
    backwards = ParsedRecord(kind="journal", values=dict(reversed(VALUES.items())), row=9)
    assert of(user_id) == of(user_id) == record_id(backwards, user_id=user_id)


def test_other_values_and_kinds_have_other_ids(user_id):
    ids = [of(user_id), of(user_id, mood="bad"), of(user_id, kind="stage"), of(user_id, tags=[])]
    assert len(set(ids)) == len(ids)


def test_an_id_is_a_uuid_of_version_8(user_id):
    found = UUID(of(user_id))
    assert (found.version, found.variant) == (8, "specified in RFC 4122")


def test_another_person_has_another_id_for_the_same_record(user_id):
    mine = of(user_id)
    other = someone().user_id
    with request_context.act_for_user(other):
        assert of(other) != mine


def test_ids_of_imports_are_in_the_order_of_time():
    ids = []
    for second in range(3):
        with time_machine.travel(1_800_000_000 + second, tick=False):
            ids.append(new_import_id())
    assert ids == sorted(ids)
    assert {UUID(each).version for each in ids} == {7}
    assert len({new_import_id() for _ in range(100)}) == 100
