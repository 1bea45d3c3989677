"""How the access log is stored: an item a command, and one a share, day and kind of opening."""

from datetime import timedelta
from typing import Final

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from glowcycle.aws.dynamodb import PersonItem

ENTRY_LIFE: Final = timedelta(days=400)
PREFIX: Final = "access#"


class AccessItem(PersonItem):
    """A command and when it began, or a line of a share. The sort key begins with the time.

    Only a line of a share has `share_id`, `kind` and `openings`; `at` is then the last opening.
    """

    at = UTCDateTimeAttribute()
    command = UnicodeAttribute()
    share_id = UnicodeAttribute(null=True, attr_name="shareId")
    kind = UnicodeAttribute(null=True)
    openings = NumberAttribute(null=True, attr_name="count")
