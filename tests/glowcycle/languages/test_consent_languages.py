"""A consent holds in any language: the current text of each counts as its version."""

import hashlib
import json

import pytest
from django.conf import settings

from glowcycle.api.languages import in_language, translated
from glowcycle.person.consents.items import ConsentItem
from glowcycle.person.consents.texts import HEALTH_DATA, INSIGHT_WORDS, PHOTO_ANALYSIS, TEXTS
from tests.support.export_zips import download_export, unpack

PATH = f"/me/consents/{PHOTO_ANALYSIS}"
CODES = [code for code, _ in settings.LANGUAGES]

# What she read, by consent, version and language: with her history it proves what she allowed.
# A new wording is a new version. Never change a line, add new ones.
DIGESTS = {
    (HEALTH_DATA, "1", "en"): "5c3c513bc9364d5a",
    (HEALTH_DATA, "1", "es"): "db8cc22309c7c8da",
    (HEALTH_DATA, "1", "de"): "bd46d0cf407e4d68",
    (HEALTH_DATA, "1", "fr"): "331c229a0c44c412",
    (PHOTO_ANALYSIS, "1", "en"): "67fc1bee407c646d",
    (PHOTO_ANALYSIS, "1", "es"): "6e0d40571d87cd84",
    (PHOTO_ANALYSIS, "1", "de"): "11204143eb5a8b75",
    (PHOTO_ANALYSIS, "1", "fr"): "93a5b8c7c629830f",
    (INSIGHT_WORDS, "1", "en"): "1639741e1694af56",
    (INSIGHT_WORDS, "1", "es"): "28a0b205ce4a5574",
    (INSIGHT_WORDS, "1", "de"): "4530e38215f40e10",
    (INSIGHT_WORDS, "1", "fr"): "ed85121b29593747",
}


def digest(name, language):
    with in_language(language):
        return hashlib.sha256(translated(TEXTS[name].words).encode()).hexdigest()[:16]


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("name", TEXTS)
def test_the_text_of_a_version_stays_as_it_is(name, language):
    assert DIGESTS[name, TEXTS[name].version, language] == digest(name, language)


@pytest.mark.parametrize("language", CODES)
def test_the_text_is_told_and_its_version_accepted_in_each_language(alice, language):
    alice.delete(PATH)
    wish = {"Accept-Language": language}
    answer = alice.get(PATH, **wish)
    with in_language(language):
        assert answer.json()["text"] == translated(TEXTS[PHOTO_ANALYSIS].words)
    given = alice.put(PATH, {"version": answer.json()["version"]}, **wish)
    assert (given.status_code, given.json()["given"]) == (200, True)
    assert alice.get(PATH).json()["history"][-1]["language"] == language


def test_a_consent_in_one_language_holds_in_another(alice):
    alice.delete(PATH)
    alice.put(PATH, {"version": "1"}, **{"Accept-Language": "fr"})
    for language in CODES:
        assert alice.get(PATH, **{"Accept-Language": language}).json()["given"] is True
        alice.put(PATH, {"version": "1"}, **{"Accept-Language": language})
    assert [giving["language"] for giving in alice.get(PATH).json()["history"]][1:] == ["fr"]


def test_the_language_stays_with_a_withdrawn_and_a_replaced_consent(alice):
    for language in ("de", "es"):
        alice.delete(PATH)
        alice.put(PATH, {"version": "1"}, **{"Accept-Language": language})
    alice.delete(PATH)
    history = alice.get(PATH).json()["history"]
    assert [giving["language"] for giving in history] == [None, "de", "es"]
    exported = json.loads(unpack(download_export(alice))["consent-history.json"])
    assert exported[PHOTO_ANALYSIS] == history


def test_a_consent_from_before_there_were_languages_stays_valid(alice):
    # As `someone` stores it: an item without a language.
    assert ConsentItem.get(alice.user_id, f"consent#{PHOTO_ANALYSIS}").language is None
    answer = alice.get("/me/consents", **{"Accept-Language": "de"}).json()
    [consent] = [c for c in answer["consents"] if c["name"] == PHOTO_ANALYSIS]
    assert (consent["version"], consent["given"]) == ("1", True)


def test_a_consent_to_the_collection_of_health_data_has_its_language(alice):
    path = f"/me/consents/{HEALTH_DATA}"
    assert alice.put(path, {"version": "1"}, **{"Accept-Language": "es-AR"}).status_code == 200
    assert [giving["language"] for giving in alice.get(path).json()["history"]] == ["es"]
