"""The page of her calendar."""

from collections.abc import Mapping
from typing import Any, Final

from glowcycle.person.calendar.serializers import CalendarChangeSerializer
from glowcycle.web.page_config import DeleteConfig, FormConfig, PageConfig

END: Final = DeleteConfig(
    title="End your calendar",
    warning="Its address opens nothing from then on. A calendar program keeps what it has fetched, "
    "until you remove the calendar there, too.",
    button="End it",
)


def _delete_of(answer: Mapping[str, Any]) -> DeleteConfig | None:
    """Return how to end the calendar; None where she has none."""
    return END if answer.get("title") else None


CALENDAR_PAGES: Final = {
    "calendar": PageConfig(
        title="Your calendar",
        menu_label="Your calendar",
        description="Your next three periods as days in a calendar program: dates under a title of "
        "your choice, and nothing else. Whoever has the address sees them. Calendar services, such "
        "as Google's, fetch the address by themselves and keep what they fetched, also after you "
        "have ended it here. While there is no forecast, the calendar is empty. You see the "
        "address once, when it is made.",
        summary={
            "Title": ("title", str),
            "Address": ("url", str),
            "Link made at": "linkMadeAt",
        },
        form=FormConfig(
            serializer=CalendarChangeSerializer,
            button="Make the calendar",
            change_only=frozenset({"renew"}),
            labels={"title": "Title", "renew": "Replace the link"},
            hints={
                "title": "Everybody sees it who sees the calendar. Leave it empty for Glow.",
                "renew": "The address before opens nothing from then on.",
            },
        ),
        delete_of=_delete_of,
    ),
}
