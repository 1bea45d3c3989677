"""What new records of a file say against her own records: hers stay, and so that is left out."""

from collections.abc import Sequence

from glowcycle.formats.history import History
from glowcycle.person.imports.import_content import Fate
from glowcycle.person.imports.validation import ValidRecord
from glowcycle.records import RecordKind


def leave_out(
    classified: Sequence[tuple[ValidRecord, Fate]],
    *,
    kind: RecordKind,
    user_id: str,
    history: History,
) -> None:
    """Leave out of the new records of one kind what contradicts hers. Raise Unavailable."""
    if kind.find_contradictions is None:
        return
    new = {record.key: record for record, fate in classified if fate == "new"}
    contents = {key: record.content for key, record in new.items()}
    found = kind.find_contradictions(user_id=user_id, contents=contents)
    for key, names in found.items():
        for name in names:
            history.skip(name, key, "hers", row=new[key].row)
            new[key].values.pop(name, None)
            new[key].content.pop(kind.serializer.python_name(name), None)
