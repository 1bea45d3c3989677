"""Our own records in our own files: what a phone could send of them, and what has no place here."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from glowcycle.api import strict_json
from glowcycle.formats.errors import WrongFile
from glowcycle.formats.history import History
from glowcycle.records import RecordKind, record_kinds
from glowcycle.sentences import Sentence, sentence

# Who measured the scores of a scan that a phone sends.
SENT: Final = "manual"
NOTHING: Final[tuple[Any, ...]] = (None, "", [], {}, False)


def load(data: bytes, *, name: str) -> dict[str, Any]:
    """Return the JSON object in a file of that name. Raise WrongFile."""
    expected = sentence("a JSON object in {name}", name=name)
    try:
        value = strict_json.loads(data)
    except json.JSONDecodeError as error:
        raise WrongFile(
            expected=expected, seen=sentence("no valid JSON"), row=error.lineno, column=error.colno
        ) from error
    except ValueError as error:  # NaN, a name twice, nested too deeply, not UTF-8
        raise WrongFile(expected=expected, seen=sentence("no valid JSON")) from error
    if not isinstance(value, dict):
        raise WrongFile(expected=expected, seen=_shape(value))
    return value


class OwnRecords:
    """Takes our own records into a history, each key once."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._seen: set[tuple[str, str]] = set()

    def take(self, name: str, values: Any, *, as_sent: Mapping[str, Any], row: int) -> None:
        """Take a record of the kind with that name, with its own key.

        `as_sent` holds, by the keys of records, the derived values that a phone sent itself. The
        service derives all others anew.
        """
        kind = record_kinds().get(name)
        if kind is None:
            self._history.skip(name, None, "later", row=row)
            return
        if not isinstance(values, dict):
            self._history.skip(name, None, "invalid", row=row)
            return
        key = (name, str(values.get(kind.key)).lower())
        if key in self._seen:
            self._history.skip(name, None, "several", row=row)
            return
        if kind.key in values:
            self._seen.add(key)
        self._note_measure(values, row=row)
        taken = dict(self._known(_serializer(name), values, row=row))
        derived = derived_names(kind)
        taken = {member: value for member, value in taken.items() if member not in derived}
        sent = as_sent.get(str(values.get(kind.key)))
        if isinstance(sent, dict):
            taken |= {member: sent[member] for member in derived & sent.keys()}
        self._history.add(name, taken, row=row)

    def _known(
        self, serializer: Any, values: Mapping[str, Any], *, row: int, prefix: str = ""
    ) -> Iterator[tuple[str, Any]]:
        """Yield what a phone can send of the values; count what only a later version knows."""
        for name, value in values.items():
            field = serializer.fields.get(name)
            if field is None:
                if value not in NOTHING:
                    self._history.skip(prefix + name, None, "later", row=row)
            elif field.read_only:
                continue
            elif hasattr(field, "fields") and isinstance(value, dict):
                inner = self._known(field, value, row=row, prefix=f"{prefix}{name}.")
                yield name, dict(inner)
            else:
                yield name, value

    def _note_measure(self, values: Mapping[str, Any], *, row: int) -> None:
        """Count a scan whose scores were measured: here they will be as if she had sent them."""
        provenance = values.get("provenance")
        source = provenance.get("source") if isinstance(provenance, dict) else None
        if source not in (None, SENT):
            self._history.skip("provenance", source, "measured", row=row)


def is_kind(name: str) -> bool:
    """Return whether this version knows that kind of record."""
    return name in record_kinds()


@cache
def _serializer(name: str) -> Any:
    """Return one for all records of the kind: making it takes longer than reading a record."""
    return record_kinds()[name].serializer()


def derived_names(kind: RecordKind) -> frozenset[str]:
    """Return the wire names of the values that the service derives."""
    return frozenset(kind.model.attribute(name).attr_name for name in kind.derived)


def _shape(value: Any) -> Sentence:
    return sentence("a list") if isinstance(value, list) else sentence("a single value")
