"""Which files of the project and its libraries the archive takes."""

import pytest

from glowcycle.infrastructure.deploy.callbacks import _is_kept
from tests.support import catalogues

OWNERS = {"glowcycle": "glowcycle", "django": "django", "rest_framework": "djangorestframework"}


@pytest.mark.parametrize("language", catalogues.TRANSLATED)
def test_our_compiled_catalogues_are_in_the_archive(language):
    path = catalogues.po_path(language).relative_to(catalogues.ROOT)
    assert _is_kept(path.with_suffix(".mo").as_posix(), OWNERS)
    assert not _is_kept(path.as_posix(), OWNERS)


@pytest.mark.parametrize(
    "name",
    [
        "django/conf/locale/de/LC_MESSAGES/django.mo",
        "rest_framework/locale/es/LC_MESSAGES/django.mo",
        "glowcycle/notes.md",
        "tests/locale/de/LC_MESSAGES/glowcycle.mo",
    ],
)
def test_catalogues_of_libraries_and_other_files_are_not(name):
    assert not _is_kept(name, OWNERS)
