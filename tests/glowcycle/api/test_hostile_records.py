"""Rules that all kinds of record share: foreign ids, stale etags, methods."""

from itertools import product
from uuid import uuid4

import pytest

from tests.support.problems import assert_problem, assert_refused
from tests.support.record_samples import KINDS, every_kind, whole


def writes(kind):
    """Return the methods that write another person's record; PUT of a day creates her own day."""
    puts = [] if kind.name == "period" else [("PUT", kind.body)]
    return [("GET", None), *puts, ("PATCH", kind.change), ("DELETE", None)]


@every_kind
def test_another_persons_record_answers_like_an_unknown_one(kind, alice, stranger):
    written = kind.write(alice)
    for method, body in writes(kind):
        hers = stranger.send(method, written.headers["Location"], body)
        assert_problem(hers, 404, "not_found")
        assert whole(hers) == whole(stranger.send(method, kind.missing(), body)), method
    assert kind.listed(alice) == [written.json()]


@pytest.mark.parametrize("someone_else", ["never-heard-of", False, 5, ["x"], {}, ""])
def test_a_body_may_not_name_another_person(someone_else):
    assert_refused(KINDS, lambda kind: {**kind.body, "userId": someone_else}, 403, "forbidden")


def test_a_body_may_not_name_an_existing_person(stranger):
    body = {"userId": stranger.user_id}
    known = assert_refused(KINDS, lambda kind: {**kind.body, **body}, 403, "forbidden")
    unknown = assert_refused(KINDS, lambda kind: {**kind.body, "userId": "x"}, 403, "forbidden")
    assert [{**problem, "requestId": ""} for problem in known] == [
        {**problem, "requestId": ""} for problem in unknown
    ]
    assert not any(kind.listed(stranger) for kind in KINDS)


@every_kind
def test_the_path_may_not_name_another_person(kind, alice, stranger):
    kind.write(stranger)
    refused = [
        alice.get(f"{kind.path}/user/{user_id}")
        for user_id in (stranger.user_id, str(uuid4()), "%00", "%ff", "..", "*", "%20")
    ]
    assert len({whole(answer)[:2] for answer in refused}) == 1
    assert_problem(refused[0], 403, "forbidden")


@every_kind
def test_a_second_delete_is_204(kind, alice):
    address = kind.write(alice).headers["Location"]
    first, second = alice.delete(address), alice.delete(address)
    assert (first.status_code, first.content) == (second.status_code, second.content) == (204, b"")
    assert kind.listed(alice) == []


STALE = ['"other"', "", '""', "other", '"unclosed', "*, *", '"*"', '"a", "b"', "\t", '"é"', "'*'"]
STALE += [
    "other, x",
    "W/other",
    "W/",
    "other {0}",
    "'{0}'",
    "{0}x",
    "w/{0}",
    "W/ {0}",
    '"{0}',
    "*,",
]


@every_kind
def test_a_write_with_another_etag_changes_nothing(kind, alice):
    written = kind.write(alice)
    changes = (("PUT", kind.body), ("PATCH", kind.change), ("DELETE", None))
    for tag, (method, body) in product(STALE, changes):
        header = {"If-Match": tag.format(written.headers["ETag"].strip('"'))}
        answer = alice.send(method, written.headers["Location"], body, headers=header)
        assert_problem(answer, 412, "stale")
        assert answer.headers["ETag"] == written.headers["ETag"]
    assert kind.listed(alice) == [written.json()]


@every_kind
def test_a_write_with_the_stored_etag_is_done(kind, alice):
    last = kind.write(alice)
    address = last.headers["Location"]
    forms = ("{0}", "*", " * ", "W/{0}", '"other", {0}', '"other",{0} , "x"')
    forms += ("{1}", " {1} ", "W/{1}", "other, {1}", '"other",{1}', 'W/"other" , {1}, W/x')
    changes = [(alice.patch, kind.change), (alice.put, kind.body)] * 6
    for form, (send, change) in zip(forms, changes, strict=True):
        tag = form.format(last.headers["ETag"], last.headers["ETag"].strip('"'))
        answer = send(address, change, If_Match=tag)
        assert (answer.status_code, answer.json()["version"]) == (200, last.json()["version"] + 1)
        assert answer.headers["ETag"] != last.headers["ETag"]
        last = answer


@every_kind
def test_an_etag_can_be_used_once(kind, alice):
    written = kind.write(alice)
    tag = written.headers["ETag"]
    assert alice.patch(written.headers["Location"], kind.change, If_Match=tag).status_code == 200
    assert_problem(alice.delete(written.headers["Location"], If_Match=tag), 412, "stale")
    assert len(kind.listed(alice)) == 1


@every_kind
def test_no_header_changes_the_method(kind, alice):
    written = kind.write(alice)
    address = written.headers["Location"]
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert alice.send("GET", address, headers={name: "DELETE"}).json() == written.json()
        assert_problem(alice.send("POST", address, kind.body, headers={name: "DELETE"}), 405)
    assert_problem(alice.send("POST", f"{address}?_method=DELETE", kind.body), 405)
    assert kind.listed(alice) == [written.json()]


@every_kind
def test_an_unsupported_method_is_405_with_allow(kind, alice):
    written = kind.write(alice)
    for method in ("POST", "TRACE", "CONNECT", "PROPFIND", "G\u00c9T"):
        answer = alice.send(method, written.headers["Location"], kind.body)
        assert_problem(answer, 405, "method_not_allowed")
        offered = set(answer.headers["Allow"].split(", ")) - {"OPTIONS"}
        assert offered == {"GET", "HEAD", "PUT", "PATCH", "DELETE"}
    assert kind.listed(alice) == [written.json()]


@every_kind
def test_a_repeated_create_is_recognised_only_with_the_same_content(kind, alice):
    written = kind.write(alice)
    own_id = {name: value for name, value in written.json().items() if name.endswith("Id")}
    again = alice.post(kind.path, {**kind.body, **own_id})
    assert again.json() == written.json()
    assert_problem(alice.post(kind.path, {**kind.body, **own_id, **kind.change}), 409, "id_taken")
    assert kind.listed(alice) == [written.json()]
