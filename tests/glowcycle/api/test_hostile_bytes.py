"""Random bytes: a body is an object or 4xx, a cursor is 400, a token is 401."""

import io
import json
from functools import cache

from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import APIException

from glowcycle.api.parsers import FileForm, StrictJSON
from glowcycle.api.strict_json import MAX_DEPTH, MAX_DIGITS
from tests.support.people import someone
from tests.support.problems import assert_problem
from tests.support.record_samples import KINDS

CLIENTS = range(400, 500)

texts = st.text(st.characters(), max_size=8)  # with surrogates and NUL
numbers = st.integers() | st.floats() | st.integers(-(10**60), 10**60)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=20,
)
pieces = st.sampled_from(
    [*'{}[]",:\\', '"a":', "1e9", "NaN", "null", "\\ud800", "\\u0000", "\ufeff"]
)
documents = st.one_of(
    st.binary(max_size=64),
    st.lists(pieces, max_size=40).map(lambda parts: "".join(parts).encode()),
    st.builds(json.dumps, st.dictionaries(texts, values)).map(str.encode),
    st.builds(json.dumps, values, ensure_ascii=st.booleans()).map(
        lambda text: text.encode("utf-8", "surrogatepass")
    ),
)
types = st.text(max_size=20).map(lambda text: f"application/json; {text}") | st.just(
    "application/json"
)


def parsed(parse):
    """Return the parsed object, or None for a client error."""
    try:
        return parse()
    except APIException as error:
        if error.status_code not in CLIENTS:
            raise
        return None


def assert_usable(value, depth=1):
    """Assert that the value can be stored and answered unchanged."""
    match value:
        case dict():
            assert depth <= MAX_DEPTH
            for name, inner in value.items():
                assert_usable(name, depth)
                assert_usable(inner, depth + 1)
        case list():
            assert depth <= MAX_DEPTH
            for inner in value:
                assert_usable(inner, depth + 1)
        case str():
            assert "\x00" not in value
            value.encode()
        case int():
            assert len(str(abs(value))) <= MAX_DIGITS
        case float():
            json.dumps(value, allow_nan=False)
        case _:
            assert value is None


@given(documents, types)
def test_a_body_is_a_storable_object_or_a_client_error(body, media_type):
    result = parsed(lambda: StrictJSON().parse(io.BytesIO(body), media_type))
    assert result is None or isinstance(result, dict)
    assert_usable(result)


@given(st.dictionaries(texts, values))
def test_the_parser_gives_the_same_object_as_json(document):
    body = json.dumps(document).encode()
    result = parsed(lambda: StrictJSON().parse(io.BytesIO(body), "application/json"))
    assert result in (None, json.loads(body))


lines = st.sampled_from(
    [
        *("--b", "--b--", "", "x", "Content-Type: image/png", "Content-Transfer-Encoding: base64"),
        'Content-Disposition: form-data; name="photo"; filename="f"',
        'Content-Disposition: form-data; name="date"',
        "Content-Disposition: form-data; name*=utf-16''%00",
        "Content-Disposition: x",
        ": ",
        "\x00\xff",
    ]
)
forms = st.lists(lines, max_size=20).map(lambda parts: "\r\n".join(parts).encode("latin-1"))


@given(forms | st.binary(max_size=64), st.just("b") | st.text(max_size=8))
def test_a_form_is_its_parts_or_a_client_error(body, boundary):
    media_type = f"multipart/form-data; boundary={boundary}"
    request = RequestFactory().post("/", body, content_type="multipart/form-data; boundary=b")
    context = {"request": request}
    result = parsed(lambda: FileForm().parse(request, media_type, context))
    assert result is None or isinstance(result, dict)


@cache
def one_phone():
    return someone()


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")), st.sampled_from(KINDS))
def test_an_unsigned_cursor_is_400(text, kind):
    phone = one_phone()
    cursor = "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))
    assert_problem(phone.get(f"{kind.path}/user/{phone.user_id}?cursor={cursor}"), 400)


headers = st.text(st.characters(max_codepoint=255)) | st.text()
tokens = st.one_of(
    headers,
    st.binary().map(lambda data: data.decode("latin-1")),
    st.lists(st.sampled_from([*".=-_ ", "e30", "bnVsbA", "eyJhbGciOiJub25lIn0", "W10"])).map(
        "".join
    ),
)


@given(tokens, st.sampled_from(["Bearer ", "bearer\t", ""]))
def test_an_unsigned_token_is_401(text, scheme):
    phone = one_phone()
    sent = {"Authorization": f"{scheme}{text}"}
    assert_problem(phone.send("GET", f"/journal/user/{phone.user_id}", headers=sent), 401)
