"""A deployed stage's environment, the settings as read under it; an issuer; who keeps data keys."""

import runpy
import threading
from pathlib import Path

import pytest
import time_machine

import glowcycle
from glowcycle import master_key
from glowcycle.aws import clients, keys
from tests.issuer import Issuer

SETTINGS = Path(glowcycle.__file__).with_name("settings.py")
DEPLOYED = {
    "PYTHON_DOTENV_DISABLED": "1",
    "STAGE": "production",
    "AWS_REGION": "eu-west-1",
    "DYNAMODB_TABLE_NAME": "glow",
    "S3_BUCKET_NAME": "glow-photos",
    "BEDROCK_MODEL_ID": "eu.example.sees-v1:0",
    "OIDC_ISSUER": "https://issuer.example/pool",
    "OIDC_AUDIENCE": "app",
    "SECRET_KEY": "s" * 40,
    "KMS_KEY_ID": "alias/glowcycle",
}


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Read the settings under exactly this environment."""

    def under(environment):
        others = {"MASTER_KEY_FILE", "SKIN_ANALYZER", "OIDC_JWKS_URL", "QA_PAGES"}
        others |= {"DYNAMODB_ENDPOINT_URL"}
        for name in {*DEPLOYED, *others}:
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("SANDBOX_DIR", str(tmp_path / "sandbox"))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return under


@pytest.fixture
def issuer():
    issuer = Issuer()
    with issuer.server:
        thread = threading.Thread(target=issuer.server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield issuer
        issuer.server.shutdown()
        thread.join()


@pytest.fixture
def clock():
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture(params=["file", "kms"])
def custodian(request, settings, tmp_path):
    """Keep data keys in one way or the other."""
    settings.MASTER_KEY_FILE = str(tmp_path / "master-key")
    if request.param == "kms":
        settings.KMS_KEY_ID = clients.kms().create_key()["KeyMetadata"]["KeyId"]
    return keys if request.param == "kms" else master_key
