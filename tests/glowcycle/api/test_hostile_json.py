"""A body that is not one unambiguous JSON object is refused, and nothing is stored."""

import json

import pytest

from glowcycle.api.parsers import MAX_BYTES
from glowcycle.api.strict_json import MAX_DEPTH
from tests.support.problems import assert_problem, assert_refused
from tests.support.record_samples import KINDS, every_kind


def valid(kind):
    return json.dumps(kind.body).encode()


def with_unknown_field(kind, raw):
    """Return the kind's valid body with this raw JSON in an unknown field."""
    return valid(kind)[:-1] + b', "unread": ' + raw + b"}"


def nested(depth, opening=b"[", closing=b"]"):
    return opening * depth + closing * depth


HOSTILE_VALUES = {
    "1,000 arrays deep": nested(1000),
    "100,000 arrays deep": nested(100_000),
    "one array too deep": nested(MAX_DEPTH),
    "objects too deep": nested(MAX_DEPTH, b'{"a":', b"") + b"1" + b"}" * MAX_DEPTH,
    "deep behind an escaped quote": b'["\\"", ' + nested(MAX_DEPTH) + b"]",
    "deep behind an escaped backslash": b'["\\\\", ' + nested(MAX_DEPTH) + b"]",
    "deep and unclosed": b"[" * 1000,
    "quotes that never end": b"[" * 21 + b'"' + b'\\"' * 120_000,
    "a lone high surrogate": rb'"\ud800"',
    "a lone low surrogate": rb'"a\udfffb"',
    "surrogates in the wrong order": rb'"\ude00\ud83d"',
    "a lone surrogate in an array": rb'["a", ["\ud800"]]',
    "a lone surrogate in an object in an array": rb'[{"a": ["\ud800"]}]',
    "a lone surrogate as a name": rb'{"\ud800": 1}',
    "an encoded surrogate": b'"\xed\xa0\x80"',
    "NaN": b"NaN",
    "Infinity": b"Infinity",
    "minus Infinity": b"-Infinity",
    "a number beyond every float": b"1e400",
    "a number beyond every float, in an array": b"[-1e400]",
    "a 5,000-digit integer": b"1" * 5000,
    "a 5,000-digit fraction": b"0." + b"1" * 5000,
    "a 5,000-digit exponent": b"1e" + b"9" * 5000,
    "a number of 39 digits": b"1" * 39,
    "a negative number of 39 digits": b"-" + b"1" * 39,
    "a fraction of 39 digits": b"1." + b"1" * 38,
    "a fraction of 39 digits with an exponent": b"1." + b"1" * 38 + b"e-9",
    "an underscore in a number": b"1_0",
    "a digit of another script": "\u0663".encode(),
    "a full-width digit": "\uff15".encode(),
    "a leading plus": b"+1",
    "a leading zero": b"01",
    "a hexadecimal number": b"0x10",
    "a repeated name": b'{"a": 1, "a": 1}',
    "a repeated name, once escaped": rb'{"a": 1, "\u0061": 2}',
    "a repeated name in an array": b'[{"a": 1, "a": 2}]',
    "an escaped NUL": rb'"a\u0000"',
    "an escaped NUL as a name": rb'{"\u0000": 1}',
    "a raw NUL": b'"\x00"',
    "a raw control character": b'"\x01"',
    "a raw line break": b'"\n"',
    "bytes that are no UTF-8": b'"\xff"',
    "an overlong encoding": b'"\xc0\xaf"',
    "a character cut short": b'"\xf0\x9f\x98"',
    "Latin-1": "été".encode("latin-1"),
    "single quotes": b"'a'",
    "a comment": b"1 /* one */",
    "a trailing comma": b"[1,]",
    "nothing": b"",
    "a second document": b"1} {",
}


@pytest.mark.parametrize("raw", HOSTILE_VALUES.values(), ids=HOSTILE_VALUES)
def test_a_hostile_value_is_refused_even_in_an_unknown_field(raw):
    assert_refused(KINDS, lambda kind: with_unknown_field(kind, raw), 400, "parse_error")


HOSTILE_BODIES = {
    "an array": lambda body: b"[" + body + b"]",
    "null": lambda _: b"null",
    "a string": lambda _: b'"text"',
    "a number": lambda _: b"1",
    "true": lambda _: b"true",
    "cut short": lambda body: body[:-1],
    "blank": lambda _: b"   ",
    "twice": lambda body: body * 2,
    "a repeated field": lambda body: body[:-1] + b", " + body[1:],
    "a byte order mark": lambda body: b"\xef\xbb\xbf" + body,
    "UTF-16": lambda body: body.decode().encode("utf-16"),
    "UTF-16 without a mark": lambda body: body.decode().encode("utf-16-be"),
    "UTF-32": lambda body: body.decode().encode("utf-32"),
    "UTF-7": lambda body: body.replace(b"{", b"+AHs-"),
    "a form": lambda _: b"date=2026-03-01&flow=light",
    "XML": lambda _: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "gzip": lambda _: b"\x1f\x8b\x08\x00",
    "a guarded script": lambda body: b")]}'\n" + body,
}


@pytest.mark.parametrize("change", HOSTILE_BODIES.values(), ids=HOSTILE_BODIES)
def test_a_body_that_is_not_one_utf8_object_is_refused(change):
    assert_refused(KINDS, lambda kind: change(valid(kind)), 400, "parse_error")


OTHER_TYPES = [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "application/xml",
    "text/json",
    "text/plain",
    "text/html",
    "application/jsonx",
    "application/json-patch+json",
    "application",
    "",
    ";",
    "application/json; charset=utf-16",
    "application/json; charset=latin-1",
    "application/json; charset=utf-7",
    "application/json; charset=idna",
    "application/json; charset=rot13",
    "application/json; charset=unknown",
    'application/json; CHARSET="hex"',
    "application/json; charset=utf-8; charset=utf-16",
    "application/json; charset*=utf-16''x",
    "application/json; charset*0=utf; charset*1=-16",
    "application/json; charset=",
    "application/json; x=" + "a" * 20_000,
]


@pytest.mark.parametrize("content_type", OTHER_TYPES, ids=lambda value: value[:40] or "none")
def test_another_content_type_is_415(content_type):
    headers = {"Content-Type": content_type}
    assert_refused(KINDS, valid, 415, "unsupported_media_type", **headers)


@every_kind
@pytest.mark.parametrize(
    "content_type",
    [
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        'Application/JSON; Charset="utf-8"',
        "application/json; version=1",
    ],
)
def test_every_spelling_of_the_json_content_type_is_accepted(kind, alice, content_type):
    headers = {"Content-Type": content_type}
    assert alice.send("POST", kind.path, kind.body, headers=headers).status_code == 201


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 10 * MAX_BYTES])
def test_a_body_over_the_limit_is_413(size):
    assert_refused(KINDS, lambda kind: valid(kind).ljust(size), 413, "too_large")


@every_kind
def test_a_body_at_the_size_limit_is_read(kind, alice):
    assert alice.send("POST", kind.path, valid(kind).ljust(MAX_BYTES)).status_code == 201


READ = {
    "as deep as may be": nested(MAX_DEPTH - 1),
    "brackets in strings": b'"' + b"[{" * 1000 + b'"',
    "brackets behind escaped quotes": rb'"\"[[[[[[[[[[[[[[[[[[[[[[[[[[[["',
    "many brackets, none deep": b"[" + b"[],{}," * 1000 + b"0]",
    "a surrogate pair": rb'"\ud83d\ude00"',
    "38 digits": b"1" * 38,
    "38 digits of a fraction": b"0.000" + b"1" * 38,
    "zeros": b"1" + b"0" * 30,
}


@every_kind
@pytest.mark.parametrize("raw", READ.values(), ids=READ)
def test_a_value_that_only_looks_hostile_is_read(kind, alice, raw):
    problem = assert_problem(
        alice.send("POST", kind.path, with_unknown_field(kind, raw)), 400, "invalid"
    )
    assert problem["errors"] == {"unread": ["Unknown field."]}
