"""An id may be written in any case, and answers have it in lower case."""

import re
from uuid import uuid4

import pytest

from glowcycle.openapi.document import openapi
from tests.support.addresses import at
from tests.support.sync_operations import BODIES, operation, send, statuses

KEYS = {"journal": "entryId", "skin": "scanId", "stage": "stageId"}
every_id = pytest.mark.parametrize(("kind", "key"), KEYS.items())
every_case = pytest.mark.parametrize("spell", [str.upper, str.title, str.lower])


@every_id
@every_case
def test_an_id_comes_back_in_lower_case(alice, kind, key, spell):
    name, (body, change) = str(uuid4()), BODIES[kind]
    written = alice.post(at(kind), {**body, key: spell(name)})
    assert (written.status_code, written.json()[key]) == (201, name)
    assert written.headers["Location"] == at(kind, name)
    address = at(kind, spell(name))
    answers = [alice.get(address), alice.patch(address, change), alice.put(address, body)]
    assert [(answer.status_code, answer.json()[key]) for answer in answers] == [(200, name)] * 3
    [listed] = alice.get(f"{at(kind)}/user/{alice.user_id}").json()["results"]
    assert listed[key] == name
    assert alice.delete(address).status_code == 204
    assert alice.get(at(kind, name)).status_code == 404


@every_id
@every_case
def test_sync_takes_an_id_in_any_case(alice, kind, key, spell):
    name, (body, change) = str(uuid4()), BODIES[kind]
    results = send(
        alice,
        operation(kind, "create", spell(name), body),
        operation(kind, "change", name.upper(), change),
        operation(kind, "delete", spell(name)),
    )
    assert statuses(results) == ["applied"] * 3
    assert [result["change"]["id"] for result in results] == [name] * 3
    assert [result["change"]["version"] for result in results] == [1, 2, 3]
    assert results[0]["change"]["record"][key] == name


@pytest.mark.parametrize(
    ("schema", "key"),
    [("JournalEntry", "entryId"), ("SkinScan", "scanId"), ("UploadAnalysis", "scanId")],
)
def test_the_document_says_the_case_of_ids(schema, key):
    schemas = openapi()["components"]["schemas"]
    sent = schemas[f"{schema}Request"]["properties"][key]["pattern"]
    for spell in (str.upper, str.lower, str.title):
        assert re.search(sent, spell(str(uuid4())))
    if schema in schemas:
        answered = schemas[schema]["properties"][key]["pattern"]
        assert re.search(answered, str(uuid4()))
        assert not re.search(answered, "3F9F2A52-44A5-4E0B-BB5C-0F6A5C0D9B11")
