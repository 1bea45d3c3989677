"""What the stored state of an import says of it. It is sealed as one JSON object."""

from dataclasses import dataclass, field, fields
from typing import Any, Final, Literal, Self, get_args

from glowcycle import sentences

STATUSES: Final = ("previewed", "applying", "applied", "undoing", "undone")
# new          it would be stored: there is none, or an undo has removed it
# same         it is there already
# conflicting  another one of hers is there, or contradicts it, and stays
# skipped      she deleted it, and it stays deleted
Fate = Literal["new", "same", "conflicting", "skipped"]

FATES: Final[tuple[Fate, ...]] = get_args(Fate)


@dataclass(slots=True, kw_only=True)
class ImportContent:
    """What an import is about. The names are those of the stored JSON; sentences stay sentences.

    first, last     the first and the last day of the file's records; None if it has none
    counts          by kind: how many records have each fate
    not_taken       {what, value, reason, count, firstRows} of what the file has and we do not take
    questions       {id, text, options: [{value, label, changes}], assumed, count}
    answers         her answers by the ids of questions, from the first apply call on
    fill_days       whether empty fields of her own days are filled; None before that call
    outlook         what her history would be; None where it could not be told
    chunk_count     the number of chunks
    chunk, offset   the next chunk to work on, and the next record in it
    result, undone  what apply and undo did, as they count it
    kept            kind and key of the first records that an undo left to her
    request         what asked for the preview, so that a repetition finds it; {} for what cannot
                    be recognized
    later           the members that only a later version knows, as they are stored
    """

    format: str
    app: str
    format_version: str | None = None
    first: str | None = None
    last: str | None = None
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    not_taken: list[dict[str, Any]] = field(default_factory=list)
    not_taken_count: int = 0
    questions: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    fill_days: bool | None = None
    outlook: dict[str, Any] | None = None
    chunk_count: int = 0
    chunk: int = 0
    offset: int = 0
    result: dict[str, Any] = field(default_factory=dict)
    undone: dict[str, Any] = field(default_factory=dict)
    kept: list[list[str]] = field(default_factory=list)
    request: dict[str, Any] = field(default_factory=dict)
    later: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the members as JSON values."""
        names = [each.name for each in fields(self) if each.name != "later"]
        return {**self.later, **sentences.to_json({name: getattr(self, name) for name in names})}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Return the content. A service that was rolled back keeps what it does not know.

        Raise TypeError, ValueError for what no version stores.
        """
        known = {each.name for each in fields(cls)} - {"later"}
        later = {name: value for name, value in stored.items() if name not in known}
        members = {name: value for name, value in stored.items() if name in known}
        return cls(**sentences.from_json(members), later=later)
