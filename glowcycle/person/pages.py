"""What is not of one kind of record, as pages."""

from glowcycle.pages.declared import Page
from glowcycle.person.sync.serializers import ChangesQuery

PAGES = {
    "sync": Page(
        title="Changes",
        menu="Changes",
        about="All that was written, changed and deleted, as a phone keeps up with it.",
        query=ChangesQuery,
    ),
    "docs": Page(
        title="Documentation",
        menu="Documentation",
        about="Every call, field and error of the API, to read and to try out.",
    ),
    "schema": Page(
        title="OpenAPI document",
        menu="OpenAPI document",
        about="The same for programs.",
        is_raw=True,
    ),
}
