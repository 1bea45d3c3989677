"""What her answers to the questions of a file change in its records."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

# A question as the import stores it: id, options with value and changes, assumed.
Question = Mapping[str, Any]


def answered(
    values: Mapping[str, Any],
    *,
    asks: Iterable[str],
    questions: Sequence[Question],
    answers: Mapping[str, str],
) -> dict[str, Any]:
    """Return the values with what the answers change; where she gave none, the assumed one holds.

    An answer names an option that the question has.
    """
    changed = dict(values)
    for question in questions:
        if question["id"] in asks:
            chosen = answers.get(question["id"], question["assumed"])
            changes = [
                option["changes"] for option in question["options"] if option["value"] == chosen
            ]
            for each in changes:
                changed.update(each)
    return changed
