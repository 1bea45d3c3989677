"""Pictures as SVG: how to request them, and the answers where there is none."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory

from glowcycle.api.middleware import POLICY
from glowcycle.api.renderers import NOT_XML, PictureResponse, PictureViewSet, is_drawn, markup
from tests.support.faults import store_faults, unreachable
from tests.support.period_logs import log_period
from tests.support.sandbox_process import environment

SVG = "image/svg+xml; charset=utf-8"
PROBLEM = "application/problem+json"
LOADED = """
import sys, django
django.setup()
import glowcycle.urls
print("period.views" in sys.modules, any(".charts." in name for name in sys.modules))
"""
PICTURES = ["predictions", "cycles"]


@pytest.fixture(params=PICTURES)
def address(request, alice):
    log_period(alice, "2026-01-01", days=3)
    return f"/period/{request.param}/{alice.user_id}"


def test_format_or_accept_selects_the_picture(alice, address):
    by_format = alice.get(f"{address}?today=2026-01-20&format=svg")
    by_accept = alice.get(f"{address}?today=2026-01-20", Accept="image/svg+xml")
    for answer in (by_format, by_accept):
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, SVG)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Accept" in answer.headers["Vary"]
    assert by_format.content == by_accept.content


@pytest.mark.parametrize(
    "accept",
    ["*/*", "application/json", "text/html,application/xml;q=0.9,image/webp,*/*;q=0.8"],
)
def test_json_is_the_default(alice, address, accept):
    answer = alice.get(f"{address}?today=2026-01-20", Accept=accept)
    assert answer.headers["Content-Type"] == "application/json"
    assert alice.get(f"{address}?today=2026-01-20&format=json").json() == answer.json()


def test_an_image_element_gets_the_picture(alice, address):
    chromium = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"
    answer = alice.get(f"{address}?format=svg", Accept=chromium)
    assert answer.headers["Content-Type"] == SVG


def test_a_picture_has_a_policy_that_forbids_scripts(alice, address):
    headers = alice.get(f"{address}?format=svg").headers
    assert headers["Content-Security-Policy"] == f"{POLICY}; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert alice.get(address).headers["Content-Security-Policy"] == POLICY


def test_head_answers_without_a_body(alice, address):
    answer = alice.send("HEAD", f"{address}?format=svg")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, SVG)
    assert answer.content == b""


def problem_of(answer):
    assert answer.headers["Content-Type"] == PROBLEM
    return answer.json()["status"], answer.json()["code"]


@pytest.mark.parametrize("kind", PICTURES)
def test_a_stranger_gets_no_picture(alice, stranger, nobody, kind):
    log_period(alice, "2026-01-01", days=1)
    for ask in (
        lambda phone: phone.get(f"/period/{kind}/{alice.user_id}?format=svg"),
        lambda phone: phone.get(f"/period/{kind}/{alice.user_id}", Accept="image/svg+xml"),
    ):
        assert problem_of(ask(stranger)) == (403, "forbidden")
        assert problem_of(ask(nobody))[0] == 401


def test_a_wrong_query_is_a_problem_in_json(alice, address):
    assert problem_of(alice.get(f"{address}?format=svg&today=soon")) == (400, "invalid")
    assert problem_of(alice.get(f"{address}?format=svg&fromat=svg")) == (400, "invalid")


def test_a_store_outage_is_a_problem_in_json(alice, address):
    with store_faults(*[unreachable] * 20):
        answer = alice.get(f"{address}?format=svg")
    assert problem_of(answer) == (503, "unavailable")
    assert answer.headers["Retry-After"]


def test_an_unknown_format_is_a_problem(alice, address):
    assert problem_of(alice.get(f"{address}?format=xyz"))[0] == 404
    assert problem_of(alice.get(address, Accept="image/png"))[0] == 406


def test_a_route_without_a_picture_refuses_svg(alice):
    log_period(alice, "2026-01-01", days=1)
    assert problem_of(alice.get("/period/2026-01-01?format=svg"))[0] == 404


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", 'a" onload="x', "&lt;", "]]>"])
def test_text_is_never_markup(text):
    line = {"y": 1, "text": text, "style": "body"}
    picture = {"name": "t", "title": text, "description": text, "sheet": {"lines": [line]}}
    root = ET.fromstring(markup(template="charts/standalone.svg", picture=picture))
    assert [element.text for element in root if element.tag.endswith(("title", "text"))] == [
        text,
        text,
    ]


@pytest.mark.parametrize(
    "character", ["\x01", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"]
)
def test_a_character_that_xml_forbids_is_replaced(character):
    picture = {"title": f"a{character}b"}
    root = ET.fromstring(markup(template="charts/standalone.svg", picture=picture))
    assert root[0].text == "a\ufffdb"


def test_all_other_characters_stay():
    assert re.sub(NOT_XML, "", "\t\n\r é\u2028😌\U0010ffff") == "\t\n\r é\u2028😌\U0010ffff"


def test_only_a_picture_request_loads_the_charts(tmp_path):
    settings = {**environment(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    loaded = subprocess.run(
        [sys.executable, "-c", LOADED], env=settings, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == ["True", "False"]


class Seen(PictureViewSet):
    """A viewset that adds a member for its picture only."""

    authentication_classes = ()
    permission_classes = ()
    pictures = {"list": f"{__name__}.compose"}

    def list(self, request):
        is_seen = is_drawn(request)
        return PictureResponse({}, drawn={"background": "phases"}) if is_seen else Response({})


def compose(*, answer):
    return {"title": answer["background"]}


@pytest.mark.parametrize(("query", "body"), [("?format=svg", b">phases</title>"), ("", b"{}")])
def test_a_picture_may_use_members_that_json_leaves_out(query, body):
    answer = Seen.as_view({"get": "list"})(APIRequestFactory().get(f"/{query}"))
    assert body in answer.render().content
