"""Accept-Language chooses the language of the texts for her, and of nothing else."""

import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.utils import translation

from glowcycle.api import languages
from period.domain.forecast.forecast_result import NOTICE

NOTICES = {
    "en": NOTICE,
    "es": "Son estimaciones a partir",
    "de": "Dies sind Schätzungen",
    "fr": "Ce sont des estimations",
}


def forecast(phone, wish=None):
    headers = {} if wish is None else {"Accept-Language": wish}
    return phone.get(f"/period/predictions/{phone.user_id}", **headers)


def language_of(answer):
    """Return the language of a forecast's notice; assert that the headers say the same."""
    notice = answer.json()["notice"]
    [language] = [code for code, start in NOTICES.items() if notice.startswith(start)]
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]
    return language


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("de", "de"),
        ("DE", "de"),
        ("es-MX", "es"),
        ("de-AT", "de"),
        ("fr-CA", "fr"),
        ("fr-Latn-CA", "fr"),
        ("en-GB,de;q=0.9", "en"),
        ("it, pt-BR;q=0.9, fr;q=0.8, en;q=0.5", "fr"),
        ("en;q=0.1, es;q=0.2", "es"),
        ("fr;q=0, de;q=0.1", "de"),
        ("de;q=0", "en"),
        ("*", "en"),
        ("it, *;q=0.5", "en"),
        ("nl", "en"),
        ("i-default", "en"),
    ],
)
def test_the_most_wanted_language_that_we_have_is_spoken(alice, wish, language):
    assert language_of(forecast(alice, wish)) == language


@pytest.mark.parametrize(
    "wish",
    [
        "de" + "x" * 10_000,
        "x," * 5_000 + "de",
        "de;q=" + "9" * 400,
        ",".join(f"x{number};q=0.{number % 10}" for number in range(2_000)),
        "-" * 8_000,
        "de-" * 3_000,
        ";;;,,,",
        "../../../../etc/passwd",
        "de\x00",
        "de_DE.UTF-8",
        "ä" * 300,
        "de;q=nan",
        "zh-" + "a-" * 200,
    ],
    ids=lambda wish: wish[:12].encode("ascii", "replace").decode(),
)
def test_a_hostile_wish_is_english_or_german_at_once(alice, wish):
    before = time.thread_time()
    assert language_of(forecast(alice, wish)) in ("en", "de")
    assert time.thread_time() - before < 0.5


def test_different_wishes_fill_no_memory(alice):
    for number in range(50):
        forecast(alice, f"de-x{number}")
    assert languages._catalogue.cache_info().currsize <= len(settings.LANGUAGES)


@pytest.mark.parametrize("broken", ["/period/predictions/somebody-else", "/nowhere", "/journal/x"])
def test_no_language_stays_for_the_next_request(alice, broken):
    assert language_of(forecast(alice, "de")) == "de"
    alice.get(broken, **{"Accept-Language": "fr"})
    assert languages.current() == "en"
    assert translation.get_language() == "en"
    assert language_of(forecast(alice)) == "en"


def test_an_error_in_a_request_leaves_no_language(alice, monkeypatch):
    def fail(**_):
        languages.current()
        raise ZeroDivisionError

    monkeypatch.setattr("period.services.get_forecast", fail)
    assert forecast(alice, "de").status_code == 500
    assert languages.current() == "en"


def test_codes_numbers_and_dates_are_the_same_in_each_language(alice):
    for day in ("2026-01-01", "2026-01-29", "2026-02-26"):
        alice.post("/period", {"date": day, "flow": "heavy"})
    address = f"/period/predictions/{alice.user_id}?today=2026-04-08"

    read_by_her = ("text", "notice", "question", "changes")

    def without_texts(value):
        if isinstance(value, dict):
            kept = {n: v for n, v in value.items() if n not in read_by_her}
            return {name: without_texts(inner) for name, inner in kept.items()}
        return [*map(without_texts, value)] if isinstance(value, list) else value

    told = [alice.get(address, **{"Accept-Language": code}).json() for code in NOTICES]
    assert len({str(without_texts(answer)) for answer in told}) == 1
    assert len({answer["late"]["text"] for answer in told}) == len(NOTICES)


def test_an_answer_without_a_text_for_her_has_no_language(alice):
    body = {"date": "2026-03-01", "mood": "calm"}
    created = alice.post("/journal", body, **{"Accept-Language": "de"})
    listed = alice.get(f"/journal/user/{alice.user_id}", **{"Accept-Language": "de"})
    for answer in (created, listed):
        assert "Content-Language" not in answer.headers
    assert "Accept-Language" not in created.headers["Vary"]  # the tag of a list depends on it


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/journal", {"date": "never"}),
        (
            "POST",
            "/journal",
            {"date": "2026-03-01", "energy": 101, "mood": 5, "text": "x" * 99_999},
        ),
        ("GET", "/journal/0abca142-f4b2-4c89-b5f4-a535a9f29562", None),
        ("DELETE", "/me/access-log", None),
        ("GET", "/nowhere", None),
    ],
)
def test_what_is_for_developers_stays_english(alice, method, path, body):
    english, german = (
        alice.send(method, path, body, headers={"Accept-Language": wish}).json()
        for wish in ("en", "de")
    )
    for problem in (english, german):
        del problem["requestId"]
    assert english == german


def test_a_picture_is_drawn_in_her_language(alice):
    alice.post("/period", {"date": "2026-03-01", "flow": "heavy"})
    path = f"/period/cycles/{alice.user_id}?today=2026-03-20&format=svg"
    drawn = alice.get(path, **{"Accept-Language": "fr"})
    assert drawn.headers["Content-Language"] == "fr"
    svg = drawn.content.decode()
    assert 'lang="fr"' in svg
    assert "20\u00a0mars 2026" in svg
    assert 'lang="en"' in alice.get(path).content.decode()


NEEDS = """
import django; django.setup()
from glowcycle.api import languages
from glowcycle.api.languages import in_language, translated
from period.domain.forecast.forecast_result import NOTICE
loaded = lambda: languages._catalogue.cache_info().currsize
translated(NOTICE)
print(loaded())
with in_language("en-GB"): translated(NOTICE)
print(loaded())
with in_language("de"): translated("A text without translation")
print(loaded())
with in_language("de"): translated(NOTICE)
print(loaded())
"""


def test_only_a_translation_loads_a_catalogue():
    done = subprocess.run(
        [sys.executable, "-c", NEEDS],
        check=True,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""},
    )
    assert done.stdout.splitlines() == ["0", "0", "0", "1"]
