"""Fixtures: settings and handlers of a stage, a token issuer with its key, key providers."""

import json
import runpy
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest
import time_machine
from cryptography.hazmat.primitives import serialization
from django.conf import settings
from django.urls import clear_script_prefix
from django.utils.module_loading import import_string

import glowcycle
from glowcycle.api import jwks
from glowcycle.aws import clients
from glowcycle.encryption import file_provider, kms_provider
from glowcycle.person.shares import passphrases
from glowcycle.sandbox.identity import issue_token
from tests.support.issuer import Issuer
from tests.support.stage_environment import DEPLOYED

SETTINGS = Path(glowcycle.__file__).with_name("settings.py")
# The settings that Zappa writes into the archive.
ZAPPA = {
    "APP_MODULE": "glowcycle.wsgi",
    "APP_FUNCTION": "application",
    "API_STAGE": "sandbox",
    "BINARY_SUPPORT": True,
    "CONTEXT_HEADER_MAPPINGS": {},
    "DEBUG": False,
    "DJANGO_SETTINGS": None,
    "DOMAIN": None,
    "ENVIRONMENT_VARIABLES": {},
    "EXCEPTION_HANDLER": None,
    "LOG_LEVEL": "INFO",
    "PROJECT_NAME": "glowcycle",
}


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Hash the passphrases of shares at no cost: a hash is slow on purpose."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrases, "COSTS", (2, 1, 1))
        yield


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Return a function that reads the settings under exactly the given environment."""

    def under(environment):
        others = {"MASTER_KEY_FILE", "SKIN_ANALYZER", "OIDC_JWKS_URL", "QA_PAGES"}
        others |= {"DYNAMODB_ENDPOINT_URL", "ALLOWED_HOSTS", "CORS_ALLOWED_ORIGINS"}
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


@pytest.fixture
def issuer_decides(monkeypatch):
    """Ask the issuer about every unknown key, and not only once in half a minute."""
    monkeypatch.setattr(jwks, "REFRESH_SECONDS", 0)


@pytest.fixture(scope="session")
def issuer_key():
    # The sandbox makes its key with the first token.
    issue_token(user_id="anybody", lifetime=timedelta(hours=1))
    pem = (settings.SANDBOX_DIR / "signing-key.pem").read_bytes()
    return serialization.load_pem_private_key(pem, password=None)


@pytest.fixture(scope="module")
def handlers():
    """Return the handler that zappa_settings.json names, and Zappa's handler."""
    zappa_settings = ModuleType("zappa_settings")
    vars(zappa_settings).update(ZAPPA)
    sys.modules["zappa_settings"] = zappa_settings
    from zappa.handler import LambdaHandler

    stages = json.loads((settings.BASE_DIR / "zappa_settings.json").read_text())
    ours = import_string(stages["dev"]["lambda_handler"])
    yield ours, LambdaHandler().handler
    clear_script_prefix()  # otherwise `reverse` would keep the last request's prefix
    del sys.modules["zappa_settings"]


@pytest.fixture(params=["file", "kms"])
def key_provider(request, settings, tmp_path):
    """Keep data keys in one way or the other."""
    settings.MASTER_KEY_FILE = str(tmp_path / "master-key")
    if request.param == "kms":
        settings.KMS_KEY_ID = clients.kms().create_key()["KeyMetadata"]["KeyId"]
    return kms_provider if request.param == "kms" else file_provider
