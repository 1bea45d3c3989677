"""The SBOM holds what the archive ships: cyclonedx-py's document without tools, with hashes."""

import json
from hashlib import sha256
from importlib.metadata import PathDistribution

import pytest

from glowcycle.infrastructure.deploy.face_models import components
from glowcycle.infrastructure.deploy.sbom import bill, installed_hashes

ENVIRONMENT = {
    "bomFormat": "CycloneDX",
    "metadata": {"component": {"bom-ref": "root", "name": "glowcycle"}},
    "components": [
        {"bom-ref": "A_a==1", "name": "A_a", "version": "1", "licenses": [{"expression": "MIT"}]},
        {"bom-ref": "b==2", "name": "b", "version": "2"},
        {"bom-ref": "tool==3", "name": "tool", "version": "3"},
    ],
    "dependencies": [
        {"ref": "A_a==1", "dependsOn": ["b==2", "tool==3"]},
        {"ref": "b==2"},
        {"ref": "root"},
        {"ref": "tool==3", "dependsOn": ["b==2"]},
    ],
}


@pytest.fixture
def document(tmp_path):
    (tmp_path / "METADATA").write_text("Metadata-Version: 2.1\nName: b\nLicense: Free as air\n")
    shipped = dict.fromkeys(("a-a", "b"), PathDistribution(tmp_path))
    hashes = {"a-a": "0a", "b": "0b", "tool": "0c"}
    return bill(
        json.loads(json.dumps(ENVIRONMENT)),
        shipped=shipped,
        hashes=hashes,
        direct={"a-a"},
        networks=[],
    )


def test_a_library_that_stays_outside_the_archive_is_nowhere(document):
    assert [component["name"] for component in document["components"]] == ["A_a", "b"]
    assert "tool" not in json.dumps(document)


def test_each_library_has_the_hash_of_its_file_and_a_licence(document):
    a, b = document["components"]
    assert a["hashes"] == [{"alg": "SHA-256", "content": "0a"}]
    assert a["licenses"] == [{"expression": "MIT"}]
    assert b["hashes"] == [{"alg": "SHA-256", "content": "0b"}]
    assert b["licenses"] == [{"license": {"name": "Free as air"}}]


def test_dependencies_lead_from_the_service_to_every_library(document):
    assert {one["ref"]: one["dependsOn"] for one in document["dependencies"]} == {
        "root": ["A_a==1"],
        "A_a==1": ["b==2"],
        "b==2": [],
    }


def test_a_library_without_a_reported_hash_is_an_error():
    with pytest.raises(KeyError):
        bill(ENVIRONMENT, shipped={"a-a": None}, hashes={}, direct=set(), networks=[])


def test_networks_are_listed_and_the_service_depends_on_them(tmp_path):
    for name in ("detector", "mesh"):
        (tmp_path / f"{name}.npz").write_bytes(name.encode())
    networks = components(tmp_path)
    document = bill(ENVIRONMENT, shipped={}, hashes={}, direct=set(), networks=networks)
    assert document["dependencies"][0] == {
        "ref": "root",
        "dependsOn": ["detector.npz", "mesh.npz"],
    }
    for name, listed in zip(("detector", "mesh"), document["components"], strict=True):
        assert listed["hashes"][0]["content"] == sha256(name.encode()).hexdigest()
        assert listed["licenses"] == [{"license": {"id": "Apache-2.0"}}]
        assert listed["externalReferences"][0]["type"] == "model-card"


def test_the_build_for_lambda_counts_before_the_build_for_this_machine(tmp_path):
    def report(file, name, sha256):
        item = {
            "metadata": {"name": name},
            "download_info": {"archive_info": {"hashes": {"sha256": sha256}}},
        }
        (tmp_path / file).write_text(json.dumps({"install": [item]}))

    report("installed.json", "PyYAML", "0a")
    report("compiled.json", "pyyaml", "0b")
    assert installed_hashes(tmp_path) == {"pyyaml": "0b"}
