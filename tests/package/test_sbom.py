"""The SBOM that `make package` writes lists exactly the libraries in the archive."""

import json
import re
import subprocess
from hashlib import sha256
from zipfile import ZipFile

import pytest

from tests.support.package.project import LAMBDA_ENV
from tests.support.sandbox_process import ROOT

# The environment of cyclonedx-py, as the Makefile makes it.
TOOLS = LAMBDA_ENV.with_name(f"{LAMBDA_ENV.name}-tools") / "bin"
VALIDATION = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
sys.exit(JsonStrictValidator(SchemaVersion.V1_6).validate_str(sys.stdin.read()))
"""


@pytest.fixture(scope="module")
def text(lambda_env):
    return subprocess.run(
        [
            lambda_env / "bin/python",
            *("-m", "glowcycle.infrastructure.deploy.sbom"),
            TOOLS / "cyclonedx-py",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.fixture(scope="module")
def components(text):
    return json.loads(text)["components"]


def test_the_document_is_cyclonedx(text):
    command = [TOOLS / "python", "-c", VALIDATION]
    checked = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert json.loads(text)["metadata"]["component"]["name"] == "glowcycle"


def test_the_document_lists_exactly_the_libraries_in_the_archive(components, archive):
    with ZipFile(archive) as opened:
        metadata = [
            opened.read(name).decode()
            for name in opened.namelist()
            if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)
        ]
    shipped = {
        tuple(re.search(rf"^{field}: (.+)$", one, re.MULTILINE)[1] for field in ("Name", "Version"))
        for one in metadata
    }
    libraries = [one for one in components if one["type"] == "library"]
    assert len(libraries) == len(shipped) > 20
    assert {(one["name"], one["version"]) for one in libraries} == shipped


def test_the_document_names_each_network_with_its_hash(components, unzipped):
    listed = {one["bom-ref"]: one for one in components if one["type"] == "machine-learning-model"}
    shipped = {path.name: path for path in (unzipped / "skin/domain/face/models").glob("*.npz")}
    assert listed.keys() == shipped.keys()
    for name, network in listed.items():
        [found] = network["hashes"]
        assert found["content"] == sha256(shipped[name].read_bytes()).hexdigest()
        assert network["licenses"] == [{"license": {"id": "Apache-2.0"}}]


def test_every_library_has_a_licence_and_a_hash_of_the_lock(components):
    lock = (ROOT / "requirements.lock").read_text()
    for component in (one for one in components if one["type"] == "library"):
        assert component["licenses"], component["name"]
        [sha256] = component["hashes"]
        [entry] = re.findall(
            rf"^{component['purl'].removeprefix('pkg:pypi/').replace('@', '==')} .*?(?=^[a-z])",
            lock + "z",
            re.MULTILINE | re.DOTALL,
        )
        assert f"--hash=sha256:{sha256['content']} " in entry.replace("\n", " ")
