"""The JSON of an answer is shown as it is, marked up, and nothing in it becomes markup."""

import json
import re
from html import unescape

import pytest

from glowcycle.web.exchange.json_markup import linked, mark

ORIGIN = "https://pages.example"


def words(markup):
    return unescape(re.sub(r"<[^>]*>", "", markup))


def links(markup):
    return re.findall(r'<a href="([^"]*)">', markup)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '{"a":1,"b":[],"c":{},"d":[1,2,{"e":null}]}',
        '{"a":1.50,"b":1e2,"c":-0,"d":true}',
        r'{"a":"\u00e9 \"quoted\" \\","<b>":"</pre><script>alert(1)</script>"}',
        '["{", "[1, 2]", "a:b,c"]',
        "null",
        '"text"',
    ],
)
def test_it_is_the_same_json(text):
    shown = words(mark(text, origin=ORIGIN))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)
    assert json.loads(shown) == json.loads(text)


def test_it_is_laid_out_in_lines():
    shown = words(mark('{"a":[1,2],"b":{},"c":{"d":[]}}', origin=ORIGIN))
    assert shown == '{\n  "a": [\n    1,\n    2\n  ],\n  "b": {},\n  "c": {\n    "d": []\n  }\n}'


def test_keys_texts_and_numbers_are_marked():
    marked = mark('{"a":"b","c":1}', origin=ORIGIN)
    assert (
        '<span class="key">&quot;a&quot;</span>: <span class="text">&quot;b&quot;</span>' in marked
    )
    assert '<span class="number">1</span>' in marked


def test_markup_in_a_text_stays_text():
    marked = mark(json.dumps({"<i>": "<img src=x onerror=alert(1)>&amp;"}), origin=ORIGIN)
    assert re.findall(r"<(?!/?span)", marked) == []


@pytest.mark.parametrize(
    "url",
    [
        "/journal/user/me",
        "/journal/user/me?limit=5&cursor=x",
        "https://bucket.example/a?b=c",
    ],
)
def test_an_address_of_ours_and_https_are_links(url):
    assert links(linked(url, origin=ORIGIN)) == [url.replace("&", "&amp;")]
    ours = "http://127.0.0.1:8000"
    assert links(linked(f"{ours}/health", origin=ours)) == [f"{ours}/health"]
    assert links(linked(f"{ours}/health", origin=ORIGIN)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("javascript:alert(1)", "//evil.example/journal", "/\\evil.example", "\\\\evil.example"),
        *("http://evil.example", "HTTPS://evil.example", "https://evil.example/a b", "/etc/passwd"),
        *("data:text/html,x", "https:evil.example", "see /health", "/health\n", ""),
        *(f"{ORIGIN}.evil.example/health", f"{ORIGIN}//evil.example", "https://a\u202egpj.example"),
    ],
)
def test_nothing_else_is_a_link(text):
    if text != f"{ORIGIN}.evil.example/health":  # of another host, and so not an address of ours
        assert links(linked(text, origin="http://pages.example")) == [] or text.startswith(ORIGIN)
    assert all(not url.startswith("//") for url in links(linked(text, origin=ORIGIN)))


def test_json_that_was_cut_is_shown_up_to_there():
    whole = json.dumps({"a": ["text with \u00e9", {"b": "/health"}], "c": 12})
    for length in range(len(whole)):
        shown = words(mark(whole[:length], origin=ORIGIN))
        assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", whole[:length])
