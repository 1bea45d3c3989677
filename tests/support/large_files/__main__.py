"""python -m tests.support.large_files FORMAT FILE: write a large file of that format."""

import os
import sys
from pathlib import Path

import django

from tests.support.large_files.writers import writer


def main(name: str, path: str) -> None:
    """Write the file, as large as the module of the format makes it unless told otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    with Path(path).open("wb") as file:
        writer(name)(file)
    print(f"{path}: {Path(path).stat().st_size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
