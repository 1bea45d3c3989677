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


@pytest.mark.parametrize(
    ("kept", "dropped"),
    [
        ("PIL/WebPImagePlugin.py", "PIL/PsdImagePlugin.py"),
        ("django/conf/locale/de/formats.py", "django/conf/locale/ja/formats.py"),
        ("numpy/_core/multiarray.py", "numpy/_core/tests/test_array.py"),
        ("numpy/linalg/_linalg.py", "numpy/random/_pickle.py"),
        ("numpy.libs/libscipy_openblas64_-32a4b2a6.so", "pillow.libs/libharfbuzz-fb49c9fc.so"),
        ("skin/domain/face/models/mesh.npz", "skin/domain/face/models/mesh.part"),
    ],
)
def test_of_libraries_and_networks_the_archive_takes_what_is_used(kept, dropped):
    tops = ("PIL", "django", "numpy", "numpy.libs", "pillow.libs", "skin")
    owners = dict.fromkeys(tops, "of somebody")
    assert _is_kept(kept, owners)
    assert not _is_kept(dropped, owners)
