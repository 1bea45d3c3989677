"""The questions of an answer, as fields of the form that answers them."""

from collections.abc import Mapping
from typing import Any

from django import forms


class QuestionField(forms.CharField):
    """The field for a question of an answer: `text`, `options` of value and label, `count`."""

    def __init__(self, question: Mapping[str, Any], *, element_id: str) -> None:
        options = [(option["value"], option["label"]) for option in question["options"]]
        # The id of a question may hold anything, so its field says which element it is.
        widget = forms.RadioSelect({"id": element_id}, choices=options)
        count = f"{question['count']:,} record{'' if question['count'] == 1 else 's'}"
        super().__init__(label=f"{question['text']} ({count})", required=False, widget=widget)
