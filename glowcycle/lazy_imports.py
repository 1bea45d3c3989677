"""Lazy imports of modules that libraries import at start, but no request of a phone uses.

Without them a cold start takes about a fifth longer. importlib's LazyLoader cannot defer them: a
second `import` of the same module loads it.
"""

import logging
import sys
from functools import partial
from importlib import import_module
from importlib.machinery import PathFinder
from types import ModuleType
from typing import Any

# By name, the functions that libraries import from the module. asgiref imports asyncio, PyJWT x509,
# urllib3 metadata, Django the next four, and REST framework the others.
MODULES: dict[str, tuple[str, ...]] = {
    "asyncio": (),
    "asyncio.coroutines": (),
    "cryptography.x509": (),
    "importlib.metadata": ("version",),
    "django.core.mail": ("get_connection", "mail_managers"),
    "django.views.debug": (),
    "sqlparse": (),
    "django.contrib.admindocs.views": ("simplify_regex",),
    "uritemplate": (),
    "yaml": (),
}


class LazyModule(ModuleType):
    """Stands in `sys.modules` for a module, and imports it at the first use of a member.

    Importing one of the `functions` does not import the module; calling it does.
    """

    def __init__(self, name: str, functions: tuple[str, ...]) -> None:
        super().__init__(name)
        self._functions = functions
        for function in functions:
            setattr(self, function, partial(self._call, function))

    def __getattr__(self, name: str) -> Any:
        if name == "__path__" and self._functions:
            raise AttributeError(name)  # Python looks for it at each import of a function
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)

    def _call(self, function: str, *args: Any, **kwargs: Any) -> Any:
        return self.__getattr__(function)(*args, **kwargs)


def install() -> None:
    """Make the imports lazy. Call this before the first import of Django."""
    lazy = {name: LazyModule(name, MODULES[name]) for name in MODULES if name not in sys.modules}
    sys.modules.update(lazy)  # all of them at once: a package below may import another one
    for name, module in lazy.items():
        package, _, member = name.rpartition(".")
        if package:
            parent = import_module(package)
            setattr(parent, member, module)
            # Python finds a module of this package by its path, without importing the package.
            spec = PathFinder.find_spec(name, parent.__path__) if MODULES[name] else None
            if spec is not None and spec.submodule_search_locations is not None:
                module.__path__ = spec.submodule_search_locations
    # Each log record would look for the name of its asyncio task, and so import asyncio.
    logging.logAsyncioTasks = False  # type: ignore[attr-defined]  # since Python 3.12
