"""Modules that libraries load at start, and no request of a phone ever needs.

Nothing is taken away: whoever asks one of them for anything has it loaded then.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

# A parser of SQL, two libraries for documents of APIs, and certificates.
UNTOUCHED = ("sqlparse", "uritemplate", "yaml", "cryptography.x509")
# Of these, one function is asked for by name and called by nobody: REST framework wants the admin's
# for its documents, urllib3 its version for HTTP/2.
UNCALLED = {"django.contrib.admindocs.views": "simplify_regex", "importlib.metadata": "version"}


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
    """Put them off, before Django is imported: together they take 50 ms, a tenth of a start."""
    for name in UNTOUCHED:
        _put_off(_Later(name))
    for name, function in UNCALLED.items():
        # To import from a module asks it for a `__path__`, too.
        _put_off(_Later(name, **{function: _once_called(name, function)}, __path__=[]))


def _put_off(later: _Later) -> None:
    package, _, module = later.__name__.rpartition(".")
    if sys.modules.setdefault(later.__name__, later) is later and package:
        setattr(import_module(package), module, later)


def _once_called(module: str, name: str) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(_load(module), name)(*args, **kwargs)

    return call
