"""What belongs to her as a whole, as pages."""

from glowcycle.pages.declared import Page
from glowcycle.person.sync.serializers import ChangesQuery

PAGES = {
    "sync": Page(
        title="Changes",
        menu="Changes",
        about="All that was written, changed and deleted, as a phone keeps up with it.",
        query=ChangesQuery,
    ),
}
