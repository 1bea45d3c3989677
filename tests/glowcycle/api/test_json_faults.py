"""A malformed body is refused with the line and column of its fault, and with none of its words."""

import json
import random

import pytest

from glowcycle.api.parsers import MAX_BYTES
from glowcycle.api.strict_json import MAX_DEPTH
from tests.support.problems import assert_problem
from tests.support.record_samples import KINDS, every_kind

NOT_JSON = "this is not JSON."
TOO_EXACT = "this number has too many digits, or is too large."
UNUSABLE = "this escape stands for no character that a text may hold."
REPEATED = "this name is already in the same object."
TOO_DEEP = f"lists and objects are nested more than {MAX_DEPTH} deep."
FAULTS = {
    "a missing comma": (b'{\n  "a": 1\n  "b": 2\n}', 3, 3, NOT_JSON),
    "a trailing comma": (b'{"a": 1,}', 1, 9, NOT_JSON),
    "cut short": (b'{"a": 1', 1, 8, NOT_JSON),
    "behind Windows' line breaks": (b'{\r\n"a": 1,\r\n"b": x}', 3, 6, NOT_JSON),
    "behind an emoji": ('{"a": "\U0001f60c", b}'.encode(), 1, 12, NOT_JSON),
    "a text without its end": (b'{"a": "b', 1, 7, NOT_JSON),
    "a raw line break": (b'{"a": "b\n"}', 1, 9, NOT_JSON),
    "a raw NUL": (b'{"a": "b\x00"}', 1, 9, NOT_JSON),
    "an unknown escape": (b'{"a": "\\q"}', 1, 8, NOT_JSON),
    "an unknown escape in a name": (b'{"\\q": NaN}', 1, 3, NOT_JSON),
    "a second document": (b'{"a": 1} {}', 1, 10, NOT_JSON),
    "a byte order mark": (b'\xef\xbb\xbf{"a": 1}', 1, 1, NOT_JSON),
    "NaN": (b'{"a":\n [NaN]}', 2, 3, NOT_JSON),
    "minus Infinity": (b'{"a": -Infinity}', 1, 7, NOT_JSON),
    "a digit of another script": ('{"a": \u0663}'.encode(), 1, 7, NOT_JSON),
    "a leading zero": (b'{"a": 01}', 1, 8, NOT_JSON),
    "39 digits": (b'{"a": 1,\n "b": ' + b"1" * 39 + b"}", 2, 7, TOO_EXACT),
    "a fraction of 39 digits": (b'{"a": 0.' + b"1" * 39 + b"}", 1, 7, TOO_EXACT),
    "too large": (b'{"a": 1e400}', 1, 7, TOO_EXACT),
    "a lone surrogate": (b'{"a":\n"b\\ud800"}', 2, 3, UNUSABLE),
    "a lone surrogate behind a pair": (b'{"a": "\\ud83d\\ude00\\ude00"}', 1, 20, UNUSABLE),
    "an escaped NUL in a name": (b'{"\\u0000": 1}', 1, 3, UNUSABLE),
    "an escaped NUL behind a backslash": (b'{"a": "\\\\\\u0000"}', 1, 10, UNUSABLE),
    "a repeated name": (b'{"a": 1,\n "b": {"a": 2},\n  "a": 3}', 3, 3, REPEATED),
    "a repeated name in a list": (b'{"l": [{"a": 1, "a": 2}]}', 1, 17, REPEATED),
    "a repeated name, once escaped": (b'{"a": 1, "\\u0061" : 2}', 1, 10, REPEATED),
    "too deep": (b'{"a":\n' + b"[" * 1000 + b"]" * 1000 + b"}", 2, MAX_DEPTH, TOO_DEEP),
    "too deep, and no JSON before": (b"{x" + b"[" * 100_000, 1, MAX_DEPTH + 2, TOO_DEEP),
    "no UTF-8": (b'{"a":\n "\xc3\xa9\xff"}', 2, 4, "this is not UTF-8."),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), 1, 1, "this is not UTF-8."),
    "the first of two": (b'{"a": NaN, "b": 1e400}', 1, 7, NOT_JSON),
    "blank": (b"   ", 1, 4, NOT_JSON),
}


@pytest.mark.parametrize(("body", "line", "column", "reason"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_place(alice, body, line, column, reason):
    problem = assert_problem(alice.post("/journal", body), 400, "parse_error")
    assert problem["errors"] == {"body": [f"Line {line}, column {column}: {reason}"]}


@every_kind
@pytest.mark.parametrize("body", [b"[]", b"null", b'"text"', b"1"])
def test_a_body_that_is_no_object_has_no_place(kind, alice, body):
    problem = assert_problem(alice.post(kind.path, body), 400, "parse_error")
    assert problem["errors"] == {"body": ["Send one JSON object."]}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "Línea 2, columna 1: esto no es JSON."),
        ("de", "Zeile 2, Spalte 1: Das ist kein JSON."),
        ("fr", "Ligne 2, colonne 1\N{NO-BREAK SPACE}: ce n’est pas du JSON."),
    ],
)
def test_a_fault_is_named_in_her_language(alice, language, sentence):
    with alice.saying(Accept_Language=language):
        answer = alice.post("/journal", b'{"a":\n}')
    assert answer.json()["errors"] == {"body": [sentence]}
    assert answer.headers["Content-Language"] == language


def test_a_fault_quotes_nothing_of_the_body(alice):
    for fault in (b'"canary": canary', b'"canary": 1, "canary": 2', b'"canary": "\\ud800canary"'):
        assert b"canary" not in alice.post("/journal", b"{" + fault + b"}").content


@pytest.mark.parametrize("part", [b"[", b'"', b"{", b'\\"', b'"a":', b"1", b"-", b'"\\u0000",'])
def test_a_long_body_of_one_fault_is_read_in_linear_time(alice, part):
    body = b'{"a": [' + part * ((MAX_BYTES - 10) // len(part))
    assert_problem(alice.post("/journal", body), 400, "parse_error")


def test_whatever_is_refused_has_a_place_within_the_body(alice):
    chosen = random.Random(7)
    for kind in KINDS:
        valid = json.dumps(kind.body, indent=1).encode()
        for _ in range(60):
            place = chosen.randrange(len(valid))
            change = chosen.choice([b"", b'"', b"{", b"}", b",", b"\\", b"NaN", b"\xff", b"1e999"])
            answer = alice.post(kind.path, valid[:place] + change + valid[place + 1 :])
            if answer.status_code == 400 and answer.json()["code"] == "parse_error":
                (sentence,) = answer.json()["errors"]["body"]
                line = int(sentence.split()[1].rstrip(","))
                assert 1 <= line <= valid.count(b"\n") + 1
