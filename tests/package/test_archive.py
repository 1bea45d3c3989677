"""What the archive holds, and what not."""

import re
import subprocess
from zipfile import ZipFile

import pytest

from tests.package.conftest import CANARY
from tests.package.function import ENVIRONMENT
from tests.sandbox_process import ROOT

MB = 1_000_000


@pytest.fixture(scope="module")
def names(archive):
    with ZipFile(archive) as opened:
        return opened.namelist()


def test_it_is_as_small_as_promised(archive):
    with ZipFile(archive) as opened:
        assert archive.stat().st_size <= 28 * MB
        assert sum(entry.file_size for entry in opened.infolist()) <= 85 * MB


def test_it_holds_the_project_and_what_it_runs_on(names):
    for needed in (
        "handler.py",
        "zappa_settings.py",
        "glowcycle/settings.py",
        "skin/domain/prompts/skin_1.txt",
        "period/templates/period/cycles.svg",
        "cryptography/hazmat/bindings/_rust.abi3.so",
        "PIL/Image.py",
    ):
        assert needed in names


def test_nothing_else_travels(names):
    tops = {name.partition("/")[0] for name in names}
    assert not tops & {
        "tests",
        "pip",
        "setuptools",
        "wheel",
        "troposphere",
        "pkg_resources",
        "README.md",
    }
    assert not [name for name in names if name.startswith("glowcycle/deploy/")]
    assert {name.rpartition("/")[2] for name in names if "/static/" in name} == {
        "swagger-ui.css",
        "swagger-ui-bundle.js",
    }
    assert not [name for name in names if "/LC_MESSAGES/" in name]
    described = {name.split("/")[2] for name in names if re.match(r"botocore/data/[^/]+/", name)}
    assert {"dynamodb", "s3", "bedrock-runtime"} < described
    assert len(described) < 12


def test_what_lies_about_in_the_folder_stays_there(archive):
    with ZipFile(archive) as opened:
        leaked = [name for name in opened.namelist() if CANARY.encode() in opened.read(name)]
    assert leaked == []


def test_every_module_is_compiled_once_and_for_all(archive, names):
    """PEP 552: bit 0 says by hash, bit 1 that nobody compares it with the source."""
    with ZipFile(archive) as opened:
        compiled = [name for name in names if name.endswith(".pyc")]
        heads = {opened.read(name)[4:8] for name in compiled}
    assert heads == {(1).to_bytes(4, "little")}
    sources = [name for name in names if name.endswith(".py")]
    assert len(compiled) == len(sources)


def test_every_module_of_ours_starts_from_the_archive_alone(lambda_env, unzipped, cloud):
    program = f"""
import importlib, pkgutil, sys
sys.path[:] = [{str(unzipped)!r}, *(p for p in sys.path if p)]
import glowcycle.gateway
for top in ("glowcycle", "journal", "period", "skin"):
    for module in pkgutil.walk_packages([top], top + "."):
        importlib.import_module(module.name)
root, library = {str(unzipped)!r}, sys.base_prefix
print([m.__file__ for m in list(sys.modules.values()) if getattr(m, "__file__", None)
       and not m.__file__.startswith((root, library))])
"""
    ran = subprocess.run(
        [lambda_env / "bin/python", "-S", "-E", "-B", "-c", program],
        cwd=unzipped,
        env={**ENVIRONMENT, "AWS_ENDPOINT_URL": cloud},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "[]"


def test_every_service_that_a_client_is_made_for_is_described(names):
    source = (ROOT / "glowcycle/aws/clients.py").read_text()
    services = set(re.findall(r'_client\(\s*"([a-z0-9-]+)"', source))
    assert services >= {"dynamodb", "s3"}
    for service in services:
        assert [name for name in names if name.startswith(f"botocore/data/{service}/")], service
