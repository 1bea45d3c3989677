"""Why a file is refused as a whole."""

from glowcycle.errors import Invalid
from glowcycle.sentences import Sentence, sentence


class WrongFile(Invalid):
    """The file is not what it should be: `expected` stands against what was `seen`, and where.

    seen    what stands there instead, in a few words; a quotation from the file is cut
    row     the line or the element, from 1 on; None for the file as a whole
    column  the name of the column or member, or the number of the character in the line
    """

    code = "wrong_file"

    def __init__(
        self,
        *,
        expected: Sentence | str,
        seen: Sentence | str,
        row: int | None = None,
        column: str | int | None = None,
    ) -> None:
        super().__init__(
            sentence(
                "This file cannot be read: it should hold {expected}, but has {seen}.",
                expected=expected,
                seen=seen,
            )
        )
        where = {"row": row, "column": column}
        self.extra = {
            "expected": expected,
            "seen": seen,
            **{name: str(value) for name, value in where.items() if value is not None},
        }


class UnknownFile(WrongFile):
    """No format recognizes the file."""

    code = "unknown_file"


class TooLarge(Invalid):
    """The file is larger, deeper or longer than a history can be."""

    code = "file_too_large"
