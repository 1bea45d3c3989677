"""Find a face twice, with the system call `getsid` before, between and after, for callgrind."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from skin.analyzer import find_portrait
from tests.benchmarks.skin_photos.manifest import photos
from tests.benchmarks.skin_photos.trials import open_photo


def main() -> None:
    photo = open_photo(photos("face")[0])
    os.getsid(0)
    find_portrait(photo=photo)
    os.getsid(0)
    find_portrait(photo=photo)
    os.getsid(0)


if __name__ == "__main__":
    main()
