"""Finds what writes a large file of a format, by the format's name."""

from importlib import import_module
from typing import IO, Any, Protocol

TABLE = "-csv"


class Writer(Protocol):
    """Writes a file; without a size it is a large one."""

    def __call__(self, file: IO[bytes], **size: Any) -> None: ...


def writer(name: str) -> Writer:
    """Return `write` of the module of the format, or `write_table` where its name ends in -csv."""
    module = import_module(f"{__package__}.{name.removesuffix(TABLE).replace('-', '_')}")
    found: Writer = module.write_table if name.endswith(TABLE) else module.write
    return found
