"""Each address of the API, asked in another language, answers without an English text for her."""

import json
import re
import xml.etree.ElementTree as ET

import pytest

from glowcycle.formats.registry import formats
from glowcycle.person.access_log.services import SENTENCES, acting_for
from glowcycle.person.quota import NAMES
from skin.domain.measurement import QUALITY_ISSUES
from tests.support import marked_language
from tests.support.brought_files import DRIP, preview
from tests.support.export_zips import download_export, unpack
from tests.support.model_answers import GOOD, model_answer
from tests.support.photo_bucket import blank, picture, send
from tests.support.sample_requests import REPRESENTATIVES

GERMAN = {"accept_language": "de"}
# Members that an app shows her. `text` of a journal entry is her own.
READ = {"text", "question", "notice", "what", "observations", "sentence", "label"} | {
    *("summary", "standsOut")
}
HERS = {"hers", "mine", "cramps", "Foggy", "scales", "time"}
NAMES_OF_APPS = {word for each in formats().values() for word in each.app.split()}
# Problems whose detail an app may show her, as docs/api.md lists them.
SHOWN = {
    *("poor_photo", "unsupported_image", "unreadable_photo", "analysis_unavailable"),
    "analysis_refused",
    *("heic_image", "image_too_complex", "too_many_pixels"),
    *("heic_image", "too_many_pixels", "image_too_complex"),
    *("daily_limit", "total_limit", "storage_full"),
    *("wrong_file", "unknown_file", "file_too_large", "import_expired"),
}


def shown(value, name=""):
    """Yield each text of JSON values that an app shows her."""
    if isinstance(value, dict):
        read = READ | ({"detail"} if value.get("code") in SHOWN else set())
        for key, inner in value.items():
            if not isinstance(inner, str) or (key in read and "entryId" not in value):
                yield from shown(inner, key)
    elif isinstance(value, list):
        for inner in value:
            if not isinstance(inner, str) or name in READ:
                yield from shown(inner, name)
    elif isinstance(value, str):
        yield value


def texts_of(answer):
    form = answer.headers.get("Content-Type", "")
    if "fhir" in form:  # its texts stand beside codes, in words of HL7
        return []
    if "json" in form:
        return [*shown(answer.json())]
    if "svg" in form:
        return [element.text or "" for element in ET.fromstring(answer.content).iter()]
    return []


def english(texts):
    return [
        text for text in texts if set(marked_language.english_words(text)) - HERS - NAMES_OF_APPS
    ]


@pytest.fixture(autouse=True)
def marked(monkeypatch):
    """Speak a language in which no English letter is left."""
    marked_language.install(monkeypatch)


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in REPRESENTATIVES
        if not name.startswith(("DELETE", "GET docs", "GET skin-photo"))
    ],
)
def test_no_answer_has_an_english_text_for_her(alice, name):
    request = REPRESENTATIVES[name](alice)
    with alice.saying(**GERMAN):
        answer = request()
    assert answer.status_code < 500
    if "schema" not in name:
        assert english(texts_of(answer)) == []


@pytest.mark.parametrize("command", SENTENCES)
def test_the_access_log_says_what_each_command_did(alice, command):
    with acting_for(alice.user_id, command=command):
        pass
    with alice.saying(**GERMAN):
        [what] = texts_of(alice.get("/me/access-log"))
    assert english([what]) == []


def test_our_observations_on_a_photo_are_translated_wherever_they_are(alice, face):
    stored = send(alice, face).json()
    assert english(stored["provenance"]["observations"])
    paths = (f"/skin/{stored['scanId']}", f"/skin/user/{alice.user_id}", "/sync")
    with alice.saying(**GERMAN):
        for path in paths:
            told = texts_of(alice.get(path))
            assert told
            assert english(told) == []


def test_what_a_model_saw_is_told_in_her_language(alice, bedrock, face):
    bedrock.answers_with(model_answer(GOOD))
    with alice.saying(**GERMAN):
        told = send(alice, face).json()["provenance"]["observations"]
    assert told
    assert english(told) == []


def test_an_export_holds_what_is_stored(alice, face):
    send(alice, face)
    with alice.saying(**GERMAN):
        files = unpack(download_export(alice))
    [name] = [name for name in files if name.startswith("skin") and name.endswith(".json")]
    for text in (name, "consents.json"):
        told = [*shown(json.loads(files[text]))]
        assert told
        assert english(told) == told


def test_the_page_of_an_export_is_in_her_language(alice, face):
    alice.post("/journal", {"date": "2026-03-01", "mood": "calm"})
    with alice.saying(**GERMAN):
        answer = alice.get("/me/export")
    assert answer.headers["Content-Language"] == "de"
    files = unpack(answer.content)
    page = files["index.html"].decode()
    assert 'lang="de"' in page
    assert marked_language.Catalogue().gettext("All your data") in page
    text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)
    # File names, sizes, and the id of nothing else.
    names = {"csv", "json", "html", "KB", "bytes", "UTC", *re.findall("[A-Za-z]+", " ".join(files))}
    assert set(marked_language.english_words(text)) <= names | {"photos"}


@pytest.mark.parametrize("colour", ["#000000", "#3060c0"])
def test_a_poor_photo_is_refused_in_her_language(alice, colour):
    with alice.saying(**GERMAN):
        refused = send(alice, blank(colour, side=256))
    assert refused.json()["code"] == "poor_photo"
    assert set(refused.json()["reasons"]) <= set(QUALITY_ISSUES)
    assert english([refused.json()["detail"]]) == []
    assert refused.headers["Content-Language"] == "de"


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"", b"a,b\n1,2\n", DRIP[:-30] + b'"'])
def test_a_file_is_refused_in_her_language(alice, content):
    with alice.saying(**GERMAN):
        refused = preview(alice, content)
    assert refused.status_code == 422
    problem = refused.json()
    assert english([problem["detail"], problem["expected"]]) == []
    assert refused.headers["Content-Language"] == "de"


# A model that puts insights into words is asked in English alone.
@pytest.mark.parametrize("resource", sorted(NAMES.keys() - {"insightWords"}))
def test_a_used_up_day_is_told_in_her_language(alice, settings, face, resource):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, resource: 1}
    with alice.saying(**GERMAN):
        answers = [
            answer
            for photo in (picture(), face)
            for answer in (
                alice.get("/me/export"),
                alice.post("/skin/photos", {"contentType": "image/jpeg", "size": 9}),
                send(alice, photo),
                preview(alice),
                alice.post("/me/imports/uploads", {"size": 9}),
                alice.post("/me/report", {"format": "pdf"}),
            )
        ]
    refused = [answer.json() for answer in answers if answer.status_code == 429]
    assert [problem["budget"] for problem in refused] == [resource]
    assert english([problem["detail"] for problem in refused]) == []
