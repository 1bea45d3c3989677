"""Zappa's own commands refuse to package what would not run, and build nothing."""

import os
import sys
from pathlib import Path

import pytest


def refusal(project, command, **environment):
    before = set(project.folder.iterdir())
    refused = project.zappa(command, "dev", **environment)
    assert refused.returncode == 1
    assert set(project.folder.iterdir()) == before
    return refused.stderr


@pytest.fixture
def developers_env():
    """The environment that runs these tests: what a developer has active."""
    bin_folder = Path(sys.prefix, "bin")
    if not (bin_folder / "zappa").exists():
        pytest.fail("the tests' own environment has no zappa")
    return {"PATH": f"{bin_folder}:/usr/bin:/bin", "VIRTUAL_ENV": sys.prefix}


@pytest.mark.parametrize("command", ["package", "deploy", "update"])
def test_an_environment_with_development_tools_is_refused(project, developers_env, command):
    said = refusal(project, command, **developers_env)
    assert "requirements.txt does not ask for" in said
    assert "moto" in said
    assert "make lambda-env" in said


def test_a_python_that_the_stage_does_not_run_is_refused(project, tmp_path):
    settings = project.folder / "zappa_settings.json"
    kept = settings.read_text()
    settings.write_text(kept.replace('"runtime": "python3.', '"runtime": "python3.9'))
    try:
        assert "the stage runs python3.9" in refusal(project, "package")
    finally:
        settings.write_text(kept)


def test_without_an_active_environment_nothing_is_packaged(project):
    environment = dict(project.environment)
    environment.pop("VIRTUAL_ENV")
    assert "another environment" in refusal(project, "package", VIRTUAL_ENV=os.devnull)
