"""The page that puts insights into words."""

from glowcycle.insights.words.serializers import WordsQuery, WordsRequest
from glowcycle.web.humanize import label
from glowcycle.web.page_config import FormConfig, PageConfig


def words_page(*, parent: str) -> PageConfig:
    """Return the page of an address of words; `parent` is the route of the insights."""
    return PageConfig(
        title="In words",
        form=FormConfig(
            serializer=WordsRequest,
            button="Put it into words",
            hints={"from": "Without it, three years.", "to": "Without it, today."},
        ),
        parent=parent,
        summary={
            "What it tells": "sentences",
            "Written by": ("source", label),
            "Why in our own words": "reason.text",
            "Model": ("modelId", str),
            "Prompt": ("promptVersion", str),
        },
        query=WordsQuery,
    )
