"""Finds the formats: every module in `apps` declares its own, and none is listed elsewhere."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from glowcycle.formats import apps
from glowcycle.formats.format import Format


@cache
def formats() -> Mapping[str, Format]:
    """Return every format by its name, sorted by name."""
    modules = [
        import_module(f"{apps.__name__}.{found.name}")
        for found in pkgutil.iter_modules(apps.__path__)
    ]
    found = [each for module in modules for each in module.FORMATS]
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}
