"""The pages that belong to no app: the documentation of the API."""

from glowcycle.web.page_config import PageConfig

PAGES = {
    "docs": PageConfig(
        title="Documentation",
        menu_label="Documentation",
        description="Every call, field and error of the API. You can also try each call.",
    ),
    "schema": PageConfig(
        title="OpenAPI document",
        menu_label="OpenAPI document",
        description="The documentation of the API for programs.",
        is_raw=True,
    ),
}
