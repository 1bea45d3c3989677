"""The prompt: its version, its examples, and what a question holds."""

import hashlib
import json
import re
from dataclasses import replace

from glowcycle.insights.example_readings import journal_example
from glowcycle.insights.words import prompt
from glowcycle.insights.words.checker import says
from glowcycle.insights.words.facts import choose_facts
from glowcycle.insights.words.openapi import model_example
from tests.support.insight_facts import ALL, ENERGY, FOUR, MOOD, OPEN, PAIN, TAG

# The facts that the examples of the prompt tell.
TOLD = (
    ENERGY,
    replace(OPEN, effect="0.6", seen=8, is_open=False),
    replace(TAG, low="9", high="33"),
    replace(MOOD, subject="pain", unit="pain", smallest="1.2"),
    replace(PAIN, subject="{{TAG_4}}", unit="share"),
)


def test_a_changed_prompt_needs_a_new_version():
    asked = prompt.question_about(ALL)
    words = asked.system + asked.question + asked.tool + json.dumps(asked.schema)
    assert {prompt.VERSION: hashlib.sha256(words.encode()).hexdigest()[:16]} == {
        "words-1": "a1d422c706d0f387"
    }


def test_the_examples_of_the_prompt_are_right_sentences():
    shown = prompt.SYSTEM.partition("somebody else:\n")[2].partition("\n\n")[0]
    examples = [re.sub(r"\s+", " ", text).strip() for text in re.split(r"(?<=\.)\n", shown)]
    assert [says(text, fact=fact) for text, fact in zip(examples, TOLD, strict=True)] == [True] * 5


def test_the_examples_of_the_document_are_right_sentences():
    reading = journal_example()
    for text, told in zip(model_example(reading)["sentences"], choose_facts(reading), strict=True):
        unnamed = text.replace(f"“{told.name}”", told.fact.subject)
        assert says(unnamed, fact=told.fact), text


def test_a_question_holds_the_rules_of_each_fact_and_nothing_else():
    asked = prompt.question_about(FOUR)
    told = json.loads(asked.question)
    assert [set(each) for each in told] == [{"fact", "rules"}] * 4
    assert [each["fact"] for each in told] == ["F1", "F2", "F3", "F4"]
    assert asked.question.isascii()
    assert (asked.system, asked.schema, asked.tool) == (prompt.SYSTEM, prompt.SCHEMA, prompt.TOOL)


def test_the_level_is_right_as_the_prompt_spaces_it():
    assert 'a percent sign ("90%")' in " ".join(prompt.SYSTEM.split())
    text = "Your energy was 8 points lower around your period (90% interval 4 to 12 points)."
    assert says(text, fact=ENERGY)
    assert not says(text.replace("90%", "90 %"), fact=ENERGY)
