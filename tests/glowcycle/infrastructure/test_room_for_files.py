"""What a preview writes into the function's /tmp fits, and SnapStart takes the function."""

import json

import pytest
from django.conf import settings

from glowcycle.formats.files import sqlite_database
from glowcycle.person.imports.serializers import MAX_UPLOAD_BYTES

# What each function has, and the most that SnapStart takes.
MIB_OF_A_FUNCTION = 512


@pytest.fixture(scope="module")
def stages():
    """Return the stages of zappa_settings.json."""
    return json.loads((settings.BASE_DIR / "zappa_settings.json").read_text())


def test_snap_start_takes_each_stage(stages):
    for stage in stages.values():
        whole = {**stages[stage.get("extends", "dev")], **stage}
        assert whole["snap_start"] == "PublishedVersions"
        assert whole.get("ephemeral_storage", {"Size": 512})["Size"] <= MIB_OF_A_FUNCTION


def test_an_upload_and_the_database_in_it_fit_at_once():
    assert MAX_UPLOAD_BYTES + sqlite_database.MAX_BYTES < MIB_OF_A_FUNCTION * 1024 * 1024
