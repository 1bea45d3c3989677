"""Requests of imports that are malformed, too large or not hers get the exact answer."""

from uuid import uuid4

import pytest

from glowcycle.api.parsers import MAX_FILE_BYTES
from tests.support.brought_files import DAYLIO, DRIP, previewed
from tests.support.multipart_forms import FORM, bring, field, file, form
from tests.support.problems import assert_problem

FILE = ('name="file"; filename="h.csv"', DRIP)
MALFORMED = {
    "two files": form(FILE, FILE),
    "a file and a text of its name": form(FILE, field("file")),
    "two formats": form(FILE, field("format", b"drip"), field("format", b"drip")),
    "cut short in the headers": b"--b\r\nContent-Disposition: form-da",
    "nothing": b"",
    "no form": b'{"uploadId": "x"}',
    "wrong base64": form((*FILE, "Content-Transfer-Encoding: base64")),
    "a name in an unknown charset": form(("name*=bogus''file; filename=f", b"x")),
    "150 files": form(*(file(f"f{n}") for n in range(150))),
    "1,100 fields": form(*(field(f"f{n}") for n in range(1100))),
    "an endless header": form((FILE[0], b"x", "X-Long: " + "x" * 100_000)),
}
NO_FILE = {"file": ["Send a file in a form, or an uploadId in JSON."]}
UNKNOWN = ["Unknown field."]
# A form, and the errors by field; None where only the field is told.
WRONG = {
    "no file": (form(field("format", b"drip")), NO_FILE),
    "a file as text": (form(field("file", b"x")), None),
    "a file without a name": (form(('name="file"; filename=""', b"x")), None),
    "another name": (form(FILE, file("photo")), {"photo": UNKNOWN}),
    "an address to fetch": (form(FILE, field("url", b"http://169.254.169.254")), {"url": UNKNOWN}),
    "an upload and a file": (form(FILE, field("uploadId", str(uuid4()).encode())), None),
    "a format as a file": (form(FILE, file("format", b"drip")), None),
    "a format that nobody knows": (form(FILE, field("format", b"excel")), None),
    "a format that is a path": (form(FILE, field("format", b"../../apps/drip")), None),
    "NUL in a format": (form(FILE, field("format", b"drip\x00")), None),
    "a format in no UTF-8": (form(FILE, field("format", b"\xff")), None),
    "a huge format": (form(FILE, field("format", b"x" * 200_000)), None),
}


@pytest.fixture
def nothing_is_kept(alice):
    yield
    assert alice.get("/me/imports").json() == {"imports": []}


@pytest.mark.usefixtures("nothing_is_kept")
@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_a_form_that_is_not_one_file_is_400(alice, body):
    assert_problem(bring(alice, body), 400)


@pytest.mark.usefixtures("nothing_is_kept")
@pytest.mark.parametrize(("body", "errors"), WRONG.values(), ids=WRONG)
def test_a_form_with_a_wrong_field_names_it_and_quotes_nothing(alice, body, errors):
    problem = assert_problem(bring(alice, body), 400)
    assert errors in (None, problem.get("errors"))
    told = str(problem)
    assert not any(word in told for word in ("excel", "apps/drip", "xxx", "169.254"))


@pytest.mark.usefixtures("nothing_is_kept")
@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "application/zip",
        "application/octet-stream",
        "application/xml",
        "text/csv",
        "multipart/mixed; boundary=b",
        "",
        f"{FORM}; charset=utf-16",
    ],
    ids=lambda text: text or "none",
)
def test_another_content_type_is_415(alice, content_type):
    assert_problem(bring(alice, form(FILE), content_type), 415, "unsupported_media_type")


@pytest.mark.usefixtures("nothing_is_kept")
@pytest.mark.parametrize(
    "body",
    [
        form(file("file", b"x" * (MAX_FILE_BYTES + 1))),
        form(FILE, field("format", b"x" * 3 * 1024 * 1024)),
        form(*(file(f"f{n}", b"x" * 1024 * 1024) for n in range(5))),
    ],
    ids=["a byte too many", "a text of 3 MB", "many files"],
)
def test_a_form_over_the_limit_is_413(alice, body):
    assert_problem(bring(alice, body), 413, "too_large")


@pytest.mark.usefixtures("nothing_is_kept")
@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "file"),
        ({"file": "x"}, "file"),
        ({"uploadId": 5}, "uploadId"),
        ({"uploadId": None}, "uploadId"),
        ({"uploadId": "../../kept/hers"}, "uploadId"),
        ({"uploadId": str(uuid4()), "format": ["drip"]}, "format"),
        ({"uploadId": str(uuid4()), "file": "x"}, "file"),
        ({"uploadId": str(uuid4()), "bucket": "x"}, "bucket"),
    ],
)
def test_a_body_that_names_no_upload_is_400(alice, body, named):
    problem = assert_problem(alice.post("/me/imports", body), 400, "invalid")
    assert set(problem["errors"]) == {named}


@pytest.mark.parametrize("body", [b"[]", b"null", b'"x"', b'{"uploadId": NaN}'])
def test_a_body_that_is_no_object_is_400(alice, body):
    headers = {"Content-Type": "application/json"}
    assert_problem(alice.send("POST", "/me/imports", body, headers=headers), 400, "parse_error")


@pytest.mark.parametrize(
    "query", ["?today=2026-02-29", "?today=20260301", "?today=9999-12-31", "?today=", "?day=x"]
)
def test_another_day_than_a_day_is_400(alice, query):
    problem = assert_problem(bring(alice, form(FILE), query=query), 400, "invalid")
    assert set(problem["errors"]) == {"day" if query[1:] == "day=x" else "today"}


def test_a_form_in_the_name_of_another_person_is_403(alice, stranger):
    named = field("userId", stranger.user_id.encode())
    assert_problem(bring(alice, form(FILE, named)), 403, "forbidden")


@pytest.mark.parametrize("size", [0, -1, 1.5, True, "9", None, 200_000_001, 10**30])
def test_an_upload_of_another_size_is_400(alice, size):
    problem = assert_problem(alice.post("/me/imports/uploads", {"size": size}), 400, "invalid")
    assert set(problem["errors"]) == {"size"}


TEXTS = ["Must be an object of texts."]
TOO_MANY = ["Must have at most 200 members, with names of at most 200 characters."]


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({"fillDays": "true"}, {"fillDays": ["Must be a valid boolean."]}),
        ({"fillDays": 1}, {"fillDays": ["Must be a valid boolean."]}),
        ({"answers": []}, {"answers": TEXTS}),
        ({"answers": "keep"}, {"answers": TEXTS}),
        ({"answers": {"mood:Foggy": 5}}, {"answers.mood:Foggy": ["Not a valid string."]}),
        (
            {"answers": {"mood:Foggy": None}},
            {"answers.mood:Foggy": ["This field may not be null."]},
        ),
        ({"answers": {"x" * 201: "keep"}}, {"answers": TOO_MANY}),
        ({"answers": {str(n): "keep" for n in range(201)}}, {"answers": TOO_MANY}),
        ({"filldays": True}, {"filldays": UNKNOWN}),
    ],
)
def test_choices_of_another_form_are_400_and_apply_nothing(alice, body, errors):
    address = previewed(alice, DAYLIO)
    assert assert_problem(alice.post(address, body), 400, "invalid")["errors"] == errors
    assert alice.get(address).json()["status"] == "previewed"


@pytest.mark.parametrize(
    "answers", [{"mood:Other": "keep"}, {"spotting": "yes"}, {"mood:Foggy": "ecstatic"}, {"": "no"}]
)
def test_answers_that_the_file_does_not_ask_for_are_400(alice, answers):
    address = previewed(alice, DAYLIO)
    problem = assert_problem(alice.post(address, {"answers": answers}), 400, "invalid")
    assert [name.partition(".")[0] for name in problem["errors"]] == ["answers"]
    assert "ecstatic" not in str(problem)
    assert alice.get(address).json()["status"] == "previewed"


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_the_import_of_another_person_is_as_one_that_never_was(alice, stranger, method):
    address, nowhere = previewed(alice), f"/me/imports/{uuid4()}"
    hers, missing = (stranger.send(method, path, None) for path in (address, nowhere))
    assert hers.status_code == missing.status_code
    told = [{**answer.json(), "requestId": ""} if answer.content else None
            for answer in (hers, missing)]  # fmt: skip
    assert told[0] == told[1]
    assert alice.get(address).json()["status"] == "previewed"
