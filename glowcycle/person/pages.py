"""What is not of one kind of record, as pages."""

from glowcycle.pages.declared import Page
from glowcycle.person.sync.serializers import ChangesQuery

PAGES = {
    "export": Page(
        title="Export",
        menu="Export",
        about="Everything of hers as one zip: records, tables and photos, to keep or take "
        "elsewhere. A small one is the download itself; a large one is made bit by bit: load "
        "this page again until it has a link.",
    ),
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
