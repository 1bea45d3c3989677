"""How her calendar is stored."""

from typing import Final

from pynamodb.attributes import ListAttribute, UnicodeAttribute, UTCDateTimeAttribute

from glowcycle.person.person_records import PersonRecord

DEFAULT_TITLE: Final = "Glow"


class CalendarItem(PersonRecord):
    """Her calendar. Unlike what else she says once, it can be deleted.

    title         the title of the calendar and of each event in it
    link          the partition of its link: sealed, so that who can write to the table cannot let
                  another link take its place
    link_made_at  when its link was made
    links         that partition and those of links before it, in clear: see `secret_links`
    """

    NAME = "calendar"
    CONTENT = ("title", "link", "link_made_at")

    # The address of its link, while the request that makes the link is answered. Never stored.
    url: str | None = None

    title = UnicodeAttribute(null=True)
    link = UnicodeAttribute(null=True)
    link_made_at = UTCDateTimeAttribute(null=True, attr_name="linkMadeAt")
    links = ListAttribute(of=UnicodeAttribute, null=True)

    @property
    def link_names(self) -> list[str]:
        """The partitions of its link and of those before it."""
        return [str(link) for link in self.links or ()]
