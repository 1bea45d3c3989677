"""Modules that Django and its REST framework load at start, and no request of a phone ever needs.

Nothing is taken away: whoever asks one of them for anything has it loaded then.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

# A parser of SQL, and two libraries for documents of APIs.
UNTOUCHED = ("sqlparse", "uritemplate", "yaml")
# All of the admin, of which REST framework wants one function, for its documents too.
ADMINDOCS = "django.contrib.admindocs.views"


class _Later(ModuleType):
    """Stands in for a module until it is asked for what it does not have."""

    def __init__(self, name: str, **members: Any) -> None:
        super().__init__(name)
        vars(self).update(members)

    def __getattr__(self, name: str) -> Any:
        return getattr(_load(self.__name__), name)


def _load(name: str) -> ModuleType:
    if isinstance(sys.modules.get(name), _Later):
        del sys.modules[name]
    return import_module(name)


def defer() -> None:
    """Put them off, before Django is imported: together they take about 25 ms."""
    for name in UNTOUCHED:
        sys.modules.setdefault(name, _Later(name))
    # To import from a module asks it for a `__path__`, too.
    admindocs = _Later(ADMINDOCS, simplify_regex=_simplify_regex, __path__=[])
    sys.modules.setdefault(ADMINDOCS, admindocs)


def _simplify_regex(pattern: str) -> str:
    simple: str = _load(ADMINDOCS).simplify_regex(pattern)
    return simple
