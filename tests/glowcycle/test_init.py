"""What a Lambda has loaded when it is ready, before the first request; and what not yet."""

import os
import subprocess
import sys
import sysconfig

import pytest
from django.conf import settings

SAY = """
import sys
import glowcycle.gateway
files = {name: getattr(module, "__file__", None) or "" for name, module in sys.modules.items()}
print("loaded", *sorted(n for n, file in files.items() if file.startswith(tuple(sys.argv[1:]))))
from django.urls import get_resolver
from glowcycle.aws import clients
from glowcycle.api.authentication import _key_set
from django.conf import settings
print("resolver", "url_patterns" in vars(get_resolver()))
print("clients", clients._client.cache_info().currsize)
print("keys", len(_key_set(settings.OIDC_JWKS_URL)._keys))
"""

WHERE = sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), str(settings.BASE_DIR)
# Libraries that INIT may load. What is added here is paid for with every cold start.
MAY = {
    *("asgiref", "botocore", "corsheaders", "cryptography", "dateutil", "django", "dotenv"),
    *("jmespath", "jwt", "pynamodb", "rest_framework", "six", "sqlparse"),
    *("typing_extensions", "urllib3", "_cffi_backend"),
    # What those load where it is installed; the archive has none of it.
    *("_distutils_hack", "blinker", "certifi", "charset_normalizer", "idna", "inflection"),
    *("pygments", "requests", "uritemplate", "yaml"),
    *("glowcycle", "journal", "period", "skin", "zappa_settings"),
}
# What waits until somebody needs it.
LATER = {
    *("PIL", "boto3", "drf_spectacular", "s3transfer", "storages", "werkzeug", "zappa"),
    *("period.domain.forecast", "period.pictures", "skin.pictures", "skin.domain.local_analyzer"),
    *("glowcycle.aws.photo_storage", "glowcycle.sandbox", "glowcycle.deploy"),
}


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """Return what a process says that has just entered as a Lambda does."""
    folder = tmp_path_factory.mktemp("init")
    stage = "API_STAGE='sandbox'\nENVIRONMENT_VARIABLES={}\n"
    (folder / "zappa_settings.py").write_text(stage, encoding="ascii")
    issue = "import django; django.setup(); from glowcycle.sandbox.identity import issue_token as i"
    issue += "; from datetime import timedelta as t; i(person_id='x', lifetime=t(hours=1))"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "glowcycle.settings",
        "PYTHONPATH": str(folder),
        "SANDBOX_DIR": str(folder / "sandbox"),
        "QA_PAGES": "off",
    }
    subprocess.run([sys.executable, "-c", issue], env=environment, check=True)
    done = subprocess.run(
        [sys.executable, "-c", SAY, *WHERE],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()}


def test_routes_client_and_keys_are_ready(said):
    assert said["resolver"] == ["True"]
    assert said["clients"] == ["1"]
    assert said["keys"] == ["1"]


def test_nothing_else_is_loaded(said):
    libraries = {name.partition(".")[0] for name in said["loaded"]}
    assert libraries - MAY == set()


def test_what_few_requests_need_waits_for_them(said):
    loaded = said["loaded"]
    assert {late for late in LATER for name in loaded if f"{name}.".startswith(f"{late}.")} == set()


def test_what_every_request_needs_is_loaded(said):
    needed = {"journal.views", "period.views", "skin.views", "cryptography", "rest_framework.views"}
    assert needed <= set(said["loaded"])
