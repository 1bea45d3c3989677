"""Each sentence of the source has a translation in each language, and nothing else has one."""

from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings

from glowcycle.charts import layout
from period.charts import calendar_month
from tests.support import catalogues

every_language = pytest.mark.parametrize("language", catalogues.TRANSLATED)


def by_id(catalogue):
    return {message.id: message for message in catalogue if message.id}


def forms(text):
    """Return the texts of a message: one, or one for each form of a count."""
    return [text] if isinstance(text, str) else list(text)


def names(text):
    """Return the names in braces; raise ValueError for a brace that is left open."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def faults(catalogue, source):
    """Yield a sentence for each way in which the catalogue does not fit the source."""
    here, there = by_id(catalogue), by_id(source)
    yield from (f"no entry: {template}" for template in there.keys() - here.keys())
    yield from (f"not in the source: {template}" for template in here.keys() - there.keys())
    yield from (f"obsolete: {template}" for template in catalogue.obsolete)
    for template, message in here.items():
        translations = forms(message.string)
        expected = catalogue.num_plurals if isinstance(template, tuple) else 1
        if message.fuzzy or len(translations) != expected or not all(translations):
            yield f"no translation: {template}"
        for form in translations:
            # Those of a count may differ in names: "one cycle of {shortest} days".
            if not names(form) <= set().union(*map(names, forms(template))):
                yield f"unknown name: {form}"
        if isinstance(template, str) and names(message.string) != names(template):
            yield f"other names: {message.string}"
        if isinstance(template, tuple) and names(translations[-1]) != names(template[-1]):
            yield f"other names: {translations[-1]}"


def test_each_language_has_a_catalogue():
    codes = {code for code, _ in settings.LANGUAGES}
    assert {settings.LANGUAGE_CODE, *catalogues.TRANSLATED} == codes


@every_language
def test_each_sentence_has_a_translation_and_no_other(language):
    assert [*faults(catalogues.read(language), catalogues.extracted())] == []


@every_language
def test_the_compiled_catalogue_is_the_readable_one(language):
    stored = catalogues.po_path(language).with_suffix(".mo").read_bytes()
    assert stored == catalogues.compiled(catalogues.read(language)), "run `make messages`"


@every_language
def test_the_names_of_months_and_weekdays_are_complete(language):
    found = by_id(catalogues.read(language))
    for text in (layout.MONTHS, layout.SHORT_MONTHS, calendar_month.WEEKDAYS):
        assert len(found[text].string.split(" ")) == len(text.split(" "))


def test_the_source_has_the_sentences_of_each_room():
    rooms = {path for message in catalogues.extracted() for path, _ in message.locations}
    assert {path.partition("/")[0] for path in rooms} == set(catalogues.ROOMS)


@pytest.mark.parametrize(
    ("template", "string", "fuzzy"),
    [
        ("{count} days", "", False),
        ("{count} days", "{number} Tage", False),
        ("{count} days", "Tage", False),
        ("{count} days", "{count} Tage", True),
        (("{count} day", "{count} days"), ("{count} Tag", ""), False),
        (("{count} day", "{count} days"), ("{count} Tag",), False),
        (("{count} day", "{count} days"), ("{count} Tag", "{days} Tage"), False),
    ],
)
def test_a_wrong_translation_is_found(template, string, fuzzy):
    source, catalogue = Catalog(), Catalog(locale="de")
    source.add(template)
    catalogue.add(template, string, flags=["fuzzy"] if fuzzy else [])
    assert [*faults(catalogue, source)]


def test_a_missing_and_a_left_over_sentence_are_found():
    source, catalogue = Catalog(), Catalog(locale="de")
    source.add("Today.")
    catalogue.add("Tomorrow.", "Morgen.")
    assert len([*faults(catalogue, source)]) == 2
