"""Zappa's commands refuse an environment whose archive would not run, and leave no file behind."""

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
    """Return the variables of the environment that runs these tests, as a developer's shell."""
    bin_folder = Path(sys.prefix, "bin")
    if not (bin_folder / "zappa").exists():
        pytest.fail("the environment of the tests has no zappa")
    return {"PATH": f"{bin_folder}:/usr/bin:/bin", "VIRTUAL_ENV": sys.prefix}


@pytest.mark.parametrize("command", ["package", "deploy", "update"])
def test_an_environment_with_development_tools_is_refused(project, developers_env, command):
    error = refusal(project, command, **developers_env)
    assert "requirements.lock does not hold" in error
    assert "moto" in error
    assert "make lambda-env" in error


@pytest.mark.parametrize("command", ["deploy", "update"])
def test_the_refusal_names_settings_that_are_not_filled_in(project, command):
    settings = project.folder / "zappa_settings.json"
    original = settings.read_text()
    settings.write_text(original.replace("tests-photos-dev", "CHANGE-ME-photos-dev"))
    try:
        error = refusal(project, command)
    finally:
        settings.write_text(original)
    assert "Fill in zappa_settings.json first: S3_BUCKET_NAME.\n" in error


def test_a_python_other_than_the_stages_is_refused(project, tmp_path):
    settings = project.folder / "zappa_settings.json"
    original = settings.read_text()
    settings.write_text(original.replace('"runtime": "python3.', '"runtime": "python3.9'))
    try:
        assert "the stage runs python3.9" in refusal(project, "package")
    finally:
        settings.write_text(original)


def test_packaging_needs_an_active_environment(project):
    environment = dict(project.environment)
    environment.pop("VIRTUAL_ENV")
    assert "another environment" in refusal(project, "package", VIRTUAL_ENV=os.devnull)
