"""What an app says of its pages, in its module `pages`: PAGES, by the name of the address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from rest_framework.serializers import Serializer


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A body to fill in. The inputs are those of its fields.

    `suggestions` are values to choose from where any text will do; `unchanging` are the fields
    that an existing record does not offer to change.
    """

    body: type[Serializer[Any]]
    button: str
    suggestions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unchanging: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image to be had at the address of that name with that query.

    `when` names the member of the answer that says whether there is one.
    """

    title: str
    route: str
    query: str = "format=svg"
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """How the rows of an answer are shown: a column for each path.

    `rows` is the path of the rows in the answer. `record` is the address of each, "skin/{scanId}";
    None where it has none. `has_file` says that all of them can be had as a file, `is_endless`
    that `next` is no address of older ones, but a cursor to go on with at any later time.
    """

    columns: Mapping[str, str]
    rows: str = "results"
    record: str | None = None
    has_file: bool = False
    is_endless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What DELETE means at an address, before it is done."""

    title: str = "Delete it"
    warning: str = "It cannot be brought back."
    button: str = "Delete for good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One address. `menu` is the word that leads there, `back` the list of hers to go back to.

    `is_raw` says that a browser, too, gets the answer itself, with no page around it.
    `query` is what may be asked of it, `forms` are the addresses whose forms stand here. `facts`
    are what is told of the answer, by their paths; without it, all that is not too deep.
    `sample` is a body to begin with where one is typed by hand. `after_upload` says that the answer
    is a form for the bucket, and names the address that takes its photoId then.
    """

    title: str
    menu: str | None = None
    about: str = ""
    form: Form | None = None
    forms: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    listing: Listing | None = None
    facts: Mapping[str, str] | None = None
    ending: Ending = Ending()
    query: type[Serializer[Any]] | None = None
    sample: Mapping[str, Any] = field(default_factory=dict)
    after_upload: str | None = None
    back: str | None = None
    is_raw: bool = False

    @property
    def is_of_a_kind(self) -> bool:
        """Whether it is about one kind of record, and what that tells."""
        return bool(self.pictures or self.form)


@cache
def pages() -> Mapping[str, Page]:
    """Return what all apps say of their pages, in the order of the apps."""
    found: dict[str, Page] = {}
    for app in apps.get_app_configs():
        if app.module and module_has_submodule(app.module, "pages"):
            found |= import_module(f"{app.name}.pages").PAGES
    return dict(sorted(found.items(), key=lambda named: not named[1].is_of_a_kind))
