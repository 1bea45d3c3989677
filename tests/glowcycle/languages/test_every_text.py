"""No text for her stays English: not in an answer, in a picture, or in a refusal."""

import xml.etree.ElementTree as ET

import pytest

from glowcycle import errors
from glowcycle.api.languages import in_language, translated
from glowcycle.aws.bedrock import ModelBusy
from glowcycle.openapi import problems
from glowcycle.openapi.document import openapi
from glowcycle.person.access_log import share_lines
from glowcycle.person.access_log.services import SENTENCES
from glowcycle.person.consents.texts import TEXTS
from glowcycle.person.quota import NAMES
from glowcycle.sentences import Sentence
from glowcycle.storage.photos import UnreadablePhoto
from skin.domain.image_errors import ComplexImage, HeicImage, TooManyPixels
from skin.domain.measurement import QUALITY_ISSUES, PoorPhoto, SmallPhoto
from tests.support import marked_language, spoken_answers

# Members of an answer that she reads; all others are for programs.
READ = {
    *("text", "question", "notice", "what", "detail", "observations"),
    *("heading", "sentences", "label"),
}
# Members that name a publication by its title.
CITED = {"source"}

# Problems of these statuses that no app shows her: an archive to import, too many requests.
FOR_DEVELOPERS = {"not_an_export", "throttled"}


@pytest.fixture
def marked(monkeypatch):
    """Speak a language in which no English letter is left."""
    marked_language.install(monkeypatch)
    with in_language("de"):
        yield


def texts_for_her(value, name=""):
    """Yield each text of JSON values that she reads."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_for_her(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_for_her(inner, name)
    elif isinstance(value, str) and (name in READ or " " in value) and name not in CITED:
        yield value


def drawn_texts(svg):
    for element in ET.fromstring(svg).iter():
        if element.text and element.text.strip():
            yield element.text


def untranslated(texts):
    return [text for text in texts if marked_language.english_words(text)]


def test_no_answer_has_an_english_sentence(marked):
    for name, answer in spoken_answers.answers():
        found = [*texts_for_her(answer)]
        assert found or name.startswith("cycles"), name
        assert (name, untranslated(found)) == (name, [])


def test_no_picture_has_an_english_word(marked):
    for name, svg in spoken_answers.pictures():
        found = [*drawn_texts(svg)]
        assert len(found) > 3, name
        assert (name, untranslated(found)) == (name, [])


def test_these_answers_have_every_code_that_has_a_sentence():
    codes = {reason["code"] for _, answer in spoken_answers.answers() for reason in _coded(answer)}
    assert codes >= {
        *("no_period", "series_broken", "overdue", "late"),
        *("period_not_logged", "bleeding_between", "unexplained", "pause", "excluded"),
        *("life_stage", "before_stage"),
        *("cycle_short", "cycle_long", "bleeding_long", "variation_wide"),
        *("paused", "light", "time_of_day", "new_product", "analyzer_changed"),
    }


def _coded(value):
    if isinstance(value, dict):
        if "code" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _coded(inner)


def test_no_consent_and_no_access_stays_english(marked):
    texts = [*SENTENCES.values(), *share_lines.SENTENCES.values(), *NAMES.values()]
    sentences = [*texts, *(text.words for text in TEXTS.values())]
    assert untranslated(map(translated, sentences)) == []


@pytest.mark.parametrize(
    "error",
    [
        errors.TotalReached(budget="totalBytes"),
        errors.StorageFull(),
        errors.AnalysisRefused(),
        errors.AnalysisUnavailable(),
        ModelBusy(),
        UnreadablePhoto(),
        PoorPhoto(reasons=tuple(QUALITY_ISSUES)),
        *(HeicImage(), TooManyPixels(), ComplexImage(), SmallPhoto()),
    ],
    ids=lambda error: type(error).__name__,
)
def test_no_refusal_that_an_app_shows_stays_english(marked, error):
    assert untranslated([translated(error.args[0])]) == []


def test_an_english_word_is_found():
    assert untranslated(["Сегодня today"]) == ["Сегодня today"]


def test_each_documented_problem_with_a_photo_or_a_budget_can_be_translated():
    openapi()  # the rooms document their errors with it
    for status in (422, 429, 502):
        for code, members in problems._problems[status].items():
            is_told = isinstance(members["detail"], Sentence)
            assert is_told or code in FOR_DEVELOPERS, (status, code)
