"""A form that answers the questions of the page's answer, whatever their ids hold."""

import pytest
from django.http import QueryDict
from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import InputSerializer
from glowcycle.web.answer import Answer
from glowcycle.web.forms.page_forms import page_forms
from glowcycle.web.forms.serializer_form import SerializerForm
from glowcycle.web.page_config import FormConfig, PageConfig
from tests.support.markup import ParsedPage


class Choices(InputSerializer):
    """Two ways to choose."""

    fill = fields.StrictBooleanField(required=False)
    answers = serializers.DictField(required=False)


FORM = FormConfig(serializer=Choices, button="Send", asks="answers")
OPTIONS = [{"value": "keep", "label": "Keep the name"}, {"value": "😐", "label": "😐"}]


def question(name, **members):
    return {"id": name, "text": "?", "options": OPTIONS, "assumed": "keep", "count": 2, **members}


def record(*questions, **answers):
    return {"fill": False, "answers": answers, "questions": list(questions)}


def sent(shown, **choices):
    """Return the body of the form that a browser sends of a record."""
    form = SerializerForm(FORM, record=shown)
    data = QueryDict(mutable=True)
    inputs = ParsedPage(f'<form action="/">{form}</form>').form("/").inputs
    for name, texts in {**inputs, **choices}.items():
        data.setlist(name, texts)
    return SerializerForm(FORM, data=data).body()


def test_each_question_begins_with_its_default_or_what_she_said():
    shown = record(question("a"), question("b"), b="😐")
    assert sent(shown)["answers"] == {"a": "keep", "b": "😐"}


@pytest.mark.parametrize("name", ["mood:so.so", 'mood:"<b>"', "mood:so so", "mood:😐", "answers."])
def test_an_id_may_hold_anything(name):
    shown = record(question(name))
    assert sent(shown, **{f"answers.{name}": ["😐"]})["answers"] == {name: "😐"}


def test_a_form_without_questions_sends_no_answers():
    assert sent(record()) == {"fill": False}


def test_a_question_says_how_many_records_it_changes():
    text = str(SerializerForm(FORM, record=record(question("a", count=1), question("b"))))
    assert "? (1 record)" in text
    assert "? (2 records)" in text
    assert "&lt;b&gt;" in str(SerializerForm(FORM, record=record(question("c", text="<b>"))))


@pytest.mark.parametrize(("status", "count"), [("open", 1), ("closed", 0)])
def test_the_form_is_there_while_there_is_something_to_send(rf, status, count):
    config = FormConfig(
        serializer=Choices, button="", asks="answers", hidden_if=lambda a: a["status"] == "closed"
    )
    data = {**record(question("a")), "status": status}
    answer = Answer(200, "OK", {"Allow": "GET, POST"}, b"", data)
    page = PageConfig(title="Ask", form=config)
    assert len(page_forms(rf.get("/"), page, answer)) == count
