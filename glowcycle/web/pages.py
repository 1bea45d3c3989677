"""The pages that belong to no app: the documentation of the API."""

from glowcycle.web.page_config import TESTERS, PageConfig

PAGES = {
    "docs": PageConfig(
        title="Documentation",
        menu_label="Documentation",
        section=TESTERS,
        description="Every call, field and error of the API. You can also try each call.",
    ),
    "schema": PageConfig(
        title="OpenAPI document",
        menu_label="OpenAPI document",
        section=TESTERS,
        description="The documentation of the API for programs.",
    ),
    "health": PageConfig(
        title="Health",
        menu_label="Health",
        section=TESTERS,
        description="Whether the service answers.",
    ),
}
