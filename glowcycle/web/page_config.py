"""What an app declares about its pages.

An app's module `pages` holds PAGES: a PageConfig by the name of its route.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rest_framework.serializers import Serializer

from glowcycle.web.humanize import Path

PHOTO_TYPES = "image/jpeg,image/png,image/webp"
DATA, PRIVACY, TESTERS = SECTIONS = ("Data", "Privacy", "For testers")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormConfig:
    """A form with a field for each writable field of `serializer`.

    suggestions    choices for fields that also accept any other text
    create_only    fields that the form to change a record leaves out
    change_only    fields that only that form has
    labels         the labels of fields whose names do not say enough
    hints          help texts that speak to the person, in place of those for programs
    choices        what the texts that a list may hold are called, by field and text
    order          fields that stand first, if their order is not that of the serializer
    unset          the label of the choice of no value
    hidden         fields that are sent as they are
    hidden_if      whether an answer leaves nothing to send
    groups         fields that stand closed below the others, by the heading of each group
    accept         the types of files that the browser offers; "" for any
    title          its heading, if that is not the title of the page
    asks           the member that holds her answers to the `questions` of the page's answer, whose
                   other members the form then begins with; "" for a form without questions
    """

    serializer: type[Serializer[Any]]
    button: str
    suggestions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    create_only: frozenset[str] = frozenset()
    change_only: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    unset: str = "not set"
    hidden: frozenset[str] = frozenset()
    hidden_if: Callable[[Mapping[str, Any]], bool] = lambda _: False
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    accept: str = PHOTO_TYPES
    title: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableConfig:
    """A table of the records in an answer.

    columns        path of the value, or path and format, by column heading
    empty          the sentence in place of no rows where nothing filters them: how to begin; a
                   table beside others that has none is then left out
    rows           path of the list of records, or the function that makes it of the answer
    record_path    address of a record, such as "skin/{scanId}"; None for rows without a link, and
                   for a feed, whose rows name their kind
    kind           name of the record kind that the list is of: it can be counted, and read as CSV
    is_feed        whether `next` is a cursor for later changes, not the address of older records
    title          the heading of a table beside others
    """

    columns: Mapping[str, Path]
    empty: str
    rows: str | Callable[[Mapping[str, Any]], Sequence[Mapping[str, Any]] | None] = "results"
    title: str = ""
    record_path: str | None = None
    kind: str | None = None
    is_feed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteConfig:
    """The confirmation that a page shows before DELETE.

    word        what has to be typed; "" for nothing
    shown_if    the member of the answer that must be true for the form to be there; "" for none
    """

    title: str = "Delete it"
    warning: str = "You cannot undo this."
    button: str = "Delete for good"
    word: str = ""
    shown_if: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadConfig:
    """What follows an answer that is an upload form.

    what    what the browser uploads: photo, file
    id      the member with the id of the upload
    route   the address that takes the upload next
    is_named_in_body  whether that address takes the id in its body, not in its path
    title, button     of the form that goes there
    accept  the types of files that the browser offers; "" for any
    """

    what: str
    id: str
    route: str
    title: str
    button: str
    is_named_in_body: bool = False
    accept: str = PHOTO_TYPES


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """An answer, what it changes, and the address of the form that gives it; "" without one."""

    text: str
    changes: str
    url: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question to her, with its possible answers."""

    text: str
    answers: Sequence[AnswerLink]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageConfig:
    """The page of one address.

    menu_label      text of the link on the front page; None keeps the page out of it
    section         where on the front page the link stands; the menu has those of DATA
    log_label       text of the link by which the front page leads to this form; None for no link
    front           sentences on the front page, made of this page's answer
    questions       what the answer asks her, there and on its own page
    parent          route of the list to go back to
    related         routes of other pages that tell of the same records, by the text of the link
    query           serializer of the query parameters
    form            form of this address
    form_routes     other routes whose forms this page also shows
    made_route      route of what the form of this address makes: its form follows at once; "" where
                    nothing follows
    summary         path of the value by label; None shows every value
    results         table of the answer to what was sent, where it is another one
    tables          more tables of the same answer, each with its title
    delete_of       the confirmation of DELETE by the answer, None for nothing to delete; without
                    it, `delete` holds for all
    sample_body     JSON that the text area for a body starts with
    facts           what the page tells of her records beside the answer: values by label
    file_name       the name under which the answer can be downloaded; "" where it cannot
    upload          for an answer that is an upload form: what follows it
    photo_route     route of the photo that an answer may say it has, with the arguments of this one
    """

    title: str
    menu_label: str | None = None
    section: str = DATA
    log_label: str | None = None
    front: Callable[[Mapping[str, Any]], Iterable[str]] | None = None
    questions: Callable[[Mapping[str, Any]], Iterable[Question]] | None = None
    description: str = ""
    form: FormConfig | None = None
    form_routes: tuple[str, ...] = ()
    made_route: str = ""
    table: TableConfig | None = None
    results: TableConfig | None = None
    tables: tuple[TableConfig, ...] = ()
    summary: Mapping[str, Path] | None = None
    delete: DeleteConfig = DeleteConfig()
    delete_of: Callable[[Mapping[str, Any]], DeleteConfig | None] | None = None
    query: type[Serializer[Any]] | None = None
    sample_body: Mapping[str, Any] = field(default_factory=dict)
    facts: Callable[[str], Mapping[str, str]] | None = None
    file_name: str = ""
    upload: UploadConfig | None = None
    photo_route: str | None = None
    parent: str | None = None
    related: Mapping[str, str] = field(default_factory=dict)
