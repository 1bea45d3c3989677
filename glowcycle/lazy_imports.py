"""Lazy imports of modules that libraries import at start, but no request of a phone uses.

Together they would add a sixth to the instructions of a cold start. importlib's LazyLoader cannot
defer them: a second `import` of the same module loads it.
"""

import logging
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

# asgiref imports asyncio, PyJWT x509, Django sqlparse, and REST framework the last two.
MODULES = (
    "asyncio",
    "asyncio.coroutines",
    "cryptography.x509",
    "sqlparse",
    "uritemplate",
    "yaml",
)


class LazyModule(ModuleType):
    """Stands in `sys.modules` for a module, and imports it at the first use of a member."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def install() -> None:
    """Make the imports lazy. Call this before the first import of Django."""
    for name in MODULES:
        lazy = LazyModule(name)
        package, _, member = name.rpartition(".")
        if sys.modules.setdefault(name, lazy) is lazy and package:
            setattr(import_module(package), member, lazy)
    # Each log record would look for the name of its asyncio task, and so import asyncio.
    logging.logAsyncioTasks = False  # type: ignore[attr-defined]  # since Python 3.12
