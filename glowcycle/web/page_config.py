"""What an app declares about its pages.

An app's module `pages` holds PAGES: a PageConfig by the name of its route.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rest_framework.serializers import Serializer


@dataclass(frozen=True, slots=True, kw_only=True)
class FormConfig:
    """A form with one widget for each field of `serializer`.

    suggestions    choices for fields that also accept any other text
    create_only    fields that the form to change a record leaves out
    """

    serializer: type[Serializer[Any]]
    button: str
    suggestions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    create_only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageConfig:
    """An image that the service draws or stores.

    shown_if    the member of the answer that must be true for the image to exist
    """

    title: str
    route: str
    query: str = "format=svg"
    shown_if: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableConfig:
    """A table of the records in an answer.

    columns        path of the value by column heading
    rows           path of the list of records
    record_path    address of a record, such as "skin/{scanId}"; None for rows without a link
    has_csv        whether the list is also available as CSV
    is_feed        whether `next` is a cursor for later changes, not the address of older records
    empty          the sentence in place of no rows; "" for the one about records
    """

    columns: Mapping[str, str]
    rows: str = "results"
    record_path: str | None = None
    has_csv: bool = False
    is_feed: bool = False
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteConfig:
    """The confirmation that a page shows before DELETE."""

    title: str = "Delete it"
    warning: str = "You cannot undo this."
    button: str = "Delete for good"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageConfig:
    """The page of one address.

    menu_label      text of the link in the menu; None keeps the page out of it
    parent          route of the list to go back to
    is_raw          whether browsers get the answer itself, without a page around it
    query           serializer of the query parameters
    form            form of this address
    form_routes     other routes whose forms this page also shows
    summary         path of the value by label; None shows every value that is not nested deeply
    sample_body     JSON that the text area for a body starts with
    analyze_route   for an answer that is an upload form: the route, of its photoId, that is next
    """

    title: str
    menu_label: str | None = None
    description: str = ""
    form: FormConfig | None = None
    form_routes: tuple[str, ...] = ()
    images: tuple[ImageConfig, ...] = ()
    table: TableConfig | None = None
    summary: Mapping[str, str] | None = None
    delete: DeleteConfig = DeleteConfig()
    query: type[Serializer[Any]] | None = None
    sample_body: Mapping[str, Any] = field(default_factory=dict)
    analyze_route: str | None = None
    parent: str | None = None
    is_raw: bool = False

    @property
    def shows_records(self) -> bool:
        """Whether the page is about the journal, the period log or skin scans."""
        return bool(self.images)
