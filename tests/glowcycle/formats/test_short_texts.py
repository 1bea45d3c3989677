"""The limits of an importer are those of the serializers, which refuse a longer list as a whole."""

from glowcycle.formats import questions, short_texts
from journal.serializers import MOOD_LENGTH, TAG_LENGTH, TAGS
from period.serializers import MEDICATION_LENGTH, MEDICATIONS, SYMPTOM_LENGTH, SYMPTOMS


def test_a_list_is_as_long_as_a_record_takes():
    assert {short_texts.MAX_TEXTS} == {TAGS, SYMPTOMS, MEDICATIONS}
    assert {short_texts.MAX_TEXT_LENGTH} == {TAG_LENGTH, SYMPTOM_LENGTH, MEDICATION_LENGTH}


def test_each_mood_that_an_entry_takes_can_be_asked():
    assert questions.MAX_MOOD_LENGTH == MOOD_LENGTH


def test_texts_stand_between_lines_with_spaces_around_them():
    assert short_texts.split_texts("walk | a|b |  | cook |") == ["walk", "a|b", "cook"]
