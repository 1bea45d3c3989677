"""`etag` in every record of an answer, for clients that cannot read headers."""

from uuid import uuid4

import pytest

from tests.support.export_zips import download_export, exported_records, table_rows, unpack
from tests.support.photo_bucket import send as send_photo
from tests.support.record_samples import every_kind
from tests.support.sync_operations import operation, send


def bare(answer):
    """Return the ETag header as `etag` spells it."""
    return answer.headers["ETag"].strip('"')


@every_kind
def test_each_answer_with_a_record_names_its_state(alice, kind):
    written = kind.write(alice)
    address = written.headers["Location"]
    answers = [
        written,
        alice.get(address),
        alice.patch(address, kind.change),
        alice.get(address),
        alice.put(address, kind.body),
        alice.get(address),
    ]
    etags = [answer.json()["etag"] for answer in answers]
    assert etags == [bare(answer) for answer in answers]
    assert len(set(etags)) == 3
    [listed] = kind.listed(alice)
    [change] = alice.get(f"/sync?kinds={kind.name}").json()["changes"]
    assert [listed["etag"], change["etag"], change["record"]["etag"]] == [etags[-1]] * 3


@every_kind
@pytest.mark.parametrize("spelling", ["{}", '"{}"', 'W/"{}"'])
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_the_etag_of_a_list_guards_a_write(alice, kind, method, spelling):
    address = kind.write(alice).headers["Location"]
    [old] = kind.listed(alice)
    alice.patch(address, kind.change)
    [new] = kind.listed(alice)
    statuses = []
    for record in (old, new):
        seen = {"If-Match": spelling.format(record["etag"])}
        statuses.append(alice.send(method, address, kind.body, headers=seen).status_code)
    assert statuses == [412, 204 if method == "DELETE" else 200]


@every_kind
def test_the_etag_of_a_list_guards_an_operation_of_sync(alice, kind):
    key = kind.write(alice).headers["Location"].rpartition("/")[2]
    [listed] = kind.listed(alice)
    sent = [
        operation(kind.name, "change", key, kind.change, ifMatch=listed["etag"]) for _ in range(2)
    ]
    results = [send(alice, each)[0] for each in sent]
    assert [result["status"] for result in results] == ["applied", "conflict"]
    assert results[1]["change"]["record"]["etag"] == results[0]["etag"]


@every_kind
@pytest.mark.parametrize("value", ["another", None, 5, ["x"]])
def test_an_etag_in_a_body_is_ignored(alice, kind, value):
    written = kind.write(alice)
    address = written.headers["Location"]
    for method, body in (("PUT", written.json()), ("PATCH", kind.change)):
        answer = alice.send(method, address, {**body, "etag": value})
        assert answer.status_code == 200, answer.content
        assert answer.json()["etag"] == bare(answer) != value


def test_an_analysis_names_the_state_of_its_scan(alice, face):
    answer = send_photo(alice, face, scanId=str(uuid4()), keepPhoto="true")
    assert answer.json()["etag"] == bare(answer) == bare(alice.get(answer.headers["Location"]))


@every_kind
def test_exports_and_tables_have_none(alice, kind):
    kind.write(alice)
    files = unpack(download_export(alice))
    [record] = exported_records(files)[kind.name].values()
    assert "etag" not in record
    table = alice.get(f"{kind.path}/user/{alice.user_id}?format=csv").content
    for head in (table_rows(table)[0], table_rows(files[f"{kind.name}.csv"])[0]):
        assert "version" in head
        assert "etag" not in head
