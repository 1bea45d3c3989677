"""Which virtual environments may be packaged, by the metadata of their libraries."""

import json
import sys
from importlib.metadata import PathDistribution

import pytest

from glowcycle.infrastructure.deploy.libraries import (
    NETWORKS,
    locked_versions,
    missing_networks,
    wrong_libraries,
)

HERE = f"cp{sys.version_info.major}{sys.version_info.minor}"
LINUX = f"{HERE}-{HERE}-manylinux_2_28_x86_64"


@pytest.fixture
def library(tmp_path):
    """Return a function that installs a library with this metadata."""

    def installed(name, *, version="1.0", tag="py3-none-any", needs=(), url=None):
        folder = tmp_path / f"{name}-{version}.dist-info"
        folder.mkdir()
        lines = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {n}" for n in needs)]
        (folder / "METADATA").write_text("\n".join(["Metadata-Version: 2.1", *lines]))
        (folder / "WHEEL").write_text(f"Wheel-Version: 1.0\nTag: {tag}\n")
        if url:
            (folder / "direct_url.json").write_text(json.dumps(url))
        return name, PathDistribution(folder)

    return installed


def wrong(*libraries, locked=("a==1.0",), machine="x86_64"):
    lock = locked_versions("".join(f"{line} \\\n    --hash=sha256:00\n" for line in locked))
    libraries = dict(libraries)
    return list(wrong_libraries(libraries, lines=["a==1.0"], locked=lock, machine=machine))


def test_a_required_library_built_for_lambda_passes(library):
    a = library("a", needs=["b>=1", "c; extra == 'more'"])
    tool = library("d", tag="py3-none-macosx_11_0_arm64")  # stays on the operator's machine
    assert wrong(a, library("b", tag=LINUX), tool, locked=["a==1.0", "b==1.0", "d==1.0"]) == []


def test_a_missing_library_is_named():
    assert wrong() == ["a==1.0 is not installed"]


def test_another_version_is_named(library):
    assert wrong(library("a", version="2.0")) == ["a==1.0 is locked, 2.0 is installed"]


def test_another_version_of_what_a_library_needs_is_named(library):
    a = library("a", needs=["b>=1"])
    b = library("b", version="1.1")
    assert wrong(a, b, locked=["a==1.0", "b==1.0"]) == ["b==1.0 is locked, 1.1 is installed"]


def test_an_extra_library_is_named(library):
    assert wrong(library("a"), library("b")) == ["requirements.lock does not hold b"]


def test_a_library_installed_from_a_folder_is_refused(library):
    editable = {"url": "file:///home/her/a", "dir_info": {"editable": True}}
    assert wrong(library("a", url=editable)) == [
        "a is installed from a folder, as by pip install -e"
    ]


@pytest.mark.parametrize(
    "tag",
    [
        f"{HERE}-{HERE}-macosx_11_0_arm64",
        f"{HERE}-{HERE}-manylinux_2_39_x86_64",
        f"{HERE}-{HERE}-manylinux2014_aarch64",
        "cp39-cp39-manylinux2014_x86_64",
    ],
)
def test_a_library_built_for_another_machine_is_refused(library, tag):
    a = library("a", needs=["b"])
    [sentence] = wrong(a, library("b", tag=tag), locked=["a==1.0", "b==1.0"])
    assert sentence == f"b is built for {tag}, not for Lambda's Linux on x86_64"


def test_an_arm_function_accepts_arm_libraries(library):
    built = library("a", tag=f"{HERE}-{HERE}-manylinux2014_aarch64")
    assert wrong(built, machine="aarch64") == []
    assert len(wrong(built, machine="x86_64")) == 1


def test_an_archive_without_a_network_that_finds_a_face_is_refused(tmp_path):
    assert list(missing_networks(NETWORKS)) == []
    (tmp_path / "detector.npz").touch()
    [sentence] = missing_networks(tmp_path)
    assert sentence == f"{tmp_path}/mesh.npz, which finds a face, is missing"
