"""What a Lambda has loaded when it is ready, before the first request; and what not yet."""

import os
import subprocess
import sys
import sysconfig

import pytest
from django.conf import settings

SAY = """
import sys
import glowcycle.lambda_handler
files = {name: vars(module).get("__file__") or "" for name, module in sys.modules.items() if module}
print("loaded", *sorted(n for n, file in files.items() if file.startswith(tuple(sys.argv[1:]))))
from glowcycle.deferred import UNCALLED, UNTOUCHED
asked_for = lambda: (n for n in (*UNTOUCHED, *UNCALLED) if "__file__" in vars(sys.modules[n]))
print("asked-for", *asked_for())
from django.urls import get_resolver
from glowcycle.aws import clients
from glowcycle.api.authentication import _jwks
from django.conf import settings
print("resolver", "url_patterns" in vars(get_resolver()))
print("clients", clients._client.cache_info().currsize)
print("keys", len(_jwks(settings.OIDC_JWKS_URL)._keys))

import random
from snapshot_restore_py import get_after_restore

snapshot = random.getstate()

def first_throw(restore):
    random.setstate(snapshot)
    for hook, given, named in get_after_restore() if restore else ():
        hook(*given, **named)
    return random.random()

print("copies", first_throw(False), first_throw(False))
print("restored", first_throw(True), first_throw(True))

event = {"httpMethod": "GET", "path": "/health", "headers": {"Host": "localhost"}}
print("answered", glowcycle.lambda_handler.lambda_handler(event, None)["statusCode"])
print("asked-for-then", *asked_for())
"""

WHERE = sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), str(settings.BASE_DIR)
# Libraries that INIT may load. What is added here is paid for with every cold start.
MAY = {
    *("asgiref", "botocore", "corsheaders", "cryptography", "dateutil", "django", "dotenv"),
    *("jmespath", "jwt", "pynamodb", "rest_framework", "six"),
    *("typing_extensions", "urllib3", "_cffi_backend"),
    # What those load where it is installed; the archive has none of it.
    *("_distutils_hack", "blinker", "certifi", "charset_normalizer", "idna", "inflection"),
    *("pygments", "requests"),
    "snapshot_restore_py",  # part of Lambda's own Python
    *("glowcycle", "journal", "period", "skin", "zappa_settings"),
}
# Libraries, and modules of ours that pull them, which wait for the first request that needs them.
LATER = {
    *("PIL", "boto3", "drf_spectacular", "s3transfer", "storages", "werkzeug", "zappa"),
    *("django.contrib.admin", "django.contrib.admindocs.views"),
    *("sqlparse", "uritemplate", "yaml"),
    *("period.charts", "skin.charts", "skin.domain.local_analyzer"),
    *("glowcycle.storage.s3_backend", "glowcycle.sandbox", "glowcycle.infrastructure.deploy"),
    *("glowcycle.person.erasure.services", "glowcycle.person.export.services"),
    *("django.contrib.postgres.fields", "django.core.mail", "django.views.debug"),
}
# asgiref asks for it before Python 3.12; what is deployed runs 3.13.
TOUCHED = ["asyncio", "asyncio.coroutines"] if sys.version_info < (3, 12) else []


@pytest.fixture(scope="module", params=["on", "off"])
def said(tmp_path_factory, request):
    """Return what a process says that has just entered as a Lambda does, with pages or without."""
    folder = tmp_path_factory.mktemp("init")
    stage = "API_STAGE='sandbox'\nENVIRONMENT_VARIABLES={}\n"
    (folder / "zappa_settings.py").write_text(stage, encoding="ascii")
    issue = "import django; django.setup(); from glowcycle.sandbox.identity import issue_token as i"
    issue += "; from datetime import timedelta as t; i(user_id='x', lifetime=t(hours=1))"
    ours = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment = {
        **ours,
        "DJANGO_SETTINGS_MODULE": "glowcycle.settings",
        "PYTHONPATH": str(folder),
        "SANDBOX_DIR": str(folder / "sandbox"),
        "QA_PAGES": request.param,
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


def test_what_is_put_off_is_asked_for_by_nothing_at_start(said):
    assert said["asked-for"] == TOUCHED


def test_nor_by_a_request(said):
    assert said["answered"] == ["200"]
    assert said["asked-for-then"] == TOUCHED


def test_what_every_request_needs_is_loaded(said):
    needed = {"journal.views", "period.views", "skin.views", "cryptography", "rest_framework.views"}
    assert needed <= set(said["loaded"])


def test_processes_of_one_snapshot_throw_dice_of_their_own(said):
    assert len(set(said["copies"])) == 1
    assert len(set(said["restored"])) == 2


TOUCH = """
from glowcycle.deferred import UNCALLED, UNTOUCHED, defer
defer()
import sys
stand_ins = [sys.modules[name] for name in (*UNTOUCHED, *UNCALLED)]
import asyncio.coroutines, cryptography.x509, django.core.mail, django.views.debug
import importlib.metadata, rest_framework.compat
from django.conf import settings
settings.configure()
from rest_framework.schemas.generators import EndpointEnumerator
from django.db.backends.base import operations
print("before", *(name for name in UNTOUCHED if "__file__" in vars(sys.modules[name])))
print("yaml", rest_framework.compat.yaml.safe_load("[7]")[0])
print("uritemplate", *rest_framework.compat.uritemplate.variables("/{day}"))
print("sqlparse", operations.sqlparse.format("select 1", keyword_case="upper"))
print("schema", EndpointEnumerator(patterns=[]).get_path_from_regex(r"^journal/(?P<day>[^/]+)$"))
print("x509", cryptography.x509.NameOID.COMMON_NAME.dotted_string)
print("metadata", importlib.metadata.version("django") == django.__version__)
print("asyncio", asyncio.run(asyncio.sleep(0, 7)), asyncio.coroutines.iscoroutine(7))
print("mail", django.core.mail.EmailMessage(body="Hello").body)
print("debug", django.views.debug.ExceptionReporter.__name__)
import sqlparse.sql, yaml.loader, django.core.mail.backends.locmem
from django.contrib.admindocs.views import BaseAdminDocsView
print("after", *(name for name in (*UNTOUCHED, *UNCALLED) if sys.modules[name] in stand_ins))
"""


def test_what_is_put_off_is_there_for_whoever_asks():
    done = subprocess.run(
        [sys.executable, "-c", TOUCH],
        check=True,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
    )
    assert done.stdout.splitlines() == [
        " ".join(["before", *TOUCHED]),
        "yaml 7",
        "uritemplate day",
        "sqlparse SELECT 1",
        "schema /journal/{day}",
        "x509 2.5.4.3",
        "metadata True",
        "asyncio 7 False",
        "mail Hello",
        "debug ExceptionReporter",
        " ".join(["after", *TOUCHED]),
    ]
