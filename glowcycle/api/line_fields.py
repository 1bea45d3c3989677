"""Fields of text that others see: a title, or a name."""

import re
import unicodedata
from typing import Any, Final

from glowcycle.api.fields import StrictCharField

# They break a line, cannot be seen, or turn the text around them where others read it.
_NOT_IN_A_LINE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


class LineField(StrictCharField):
    """One line of text that can be seen."""

    default_error_messages = {
        "line": "Must be one line of text, without control characters.",
        "unseen": "Must have a letter, a digit or a sign.",
    }

    def to_internal_value(self, data: Any) -> str:
        """Return the text. Raise ValidationError."""
        text = super().to_internal_value(data)
        if _NOT_IN_A_LINE.search(text):
            self.fail("line")
        if not any(unicodedata.category(character)[0] in "LNPS" for character in text):
            self.fail("unseen")
        return text
