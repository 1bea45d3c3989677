"""Modules that libraries load at start, and no request of a phone ever needs.

Whoever asks one of them for anything has it loaded then. What is UNTOUCHED is to be asked for
before what is inside it, which is loaded twice otherwise.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.machinery import PathFinder
from types import ModuleType
from typing import Any, cast

# A parser of SQL, two libraries for documents of APIs, certificates, coroutines, pages of errors.
UNTOUCHED = (
    "sqlparse",
    "uritemplate",
    "yaml",
    "cryptography.x509",
    "asyncio",
    "asyncio.coroutines",
    "django.views.debug",
)
# Of these, functions are asked for by name and called by nobody: REST framework wants the admin's
# for its documents, Django the mail's for its logging, urllib3 its version for HTTP/2.
UNCALLED = {
    "django.contrib.admindocs.views": ("simplify_regex",),
    "django.core.mail": ("get_connection", "mail_managers"),
    "importlib.metadata": ("version",),
}
# What REST framework tries to load, and does without where Postgres has no driver: there is none.
REFUSED = ("django.contrib.postgres.fields",)


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
    """Put them off, before Django is imported: together they take 70 ms, a sixth of a start."""
    modules = cast(dict[str, ModuleType | None], sys.modules)
    for name in REFUSED:
        modules.setdefault(name, None)
    laters = [_Later(name) for name in UNTOUCHED]
    for name, functions in UNCALLED.items():
        uncalled = {function: _once_called(name, function) for function in functions}
        # To import from a module asks it for a `__path__`, too.
        laters.append(_Later(name, **uncalled, __path__=[]))
    # All of them before any package that holds one, which would load another.
    absent = [later for later in laters if modules.setdefault(later.__name__, later) is later]
    for later in absent:
        _put_in_place(later)


def _put_in_place(later: _Later) -> None:
    package, _, module = later.__name__.rpartition(".")
    if not package:
        return
    holder = import_module(package)
    setattr(holder, module, later)
    if "__path__" in vars(later):  # what is inside it is found there even before itself
        spec = PathFinder.find_spec(later.__name__, holder.__path__)
        later.__path__ = (spec and spec.submodule_search_locations) or []


def _once_called(module: str, name: str) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(_load(module), name)(*args, **kwargs)

    return call
