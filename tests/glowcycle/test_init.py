"""The modules that a Lambda has loaded before its first request, and those that it has not."""

import os
import subprocess
import sys
import sysconfig

import pytest
from django.conf import settings

from glowcycle.lazy_imports import MODULES

REPORT = """
import sys
import glowcycle.lambda_handler
files = {name: vars(module).get("__file__") or "" for name, module in sys.modules.items() if module}
print("loaded", *sorted(n for n, file in files.items() if file.startswith(tuple(sys.argv[1:]))))
from glowcycle.lazy_imports import MODULES
imported = lambda: (name for name in MODULES if "__file__" in vars(sys.modules[name]))
print("imported", *imported())
from django.urls import get_resolver
from glowcycle.aws import clients
from glowcycle.api.authentication import _jwks
from django.conf import settings
print("resolver", "url_patterns" in vars(get_resolver()))
print("clients", clients._client.cache_info().currsize)
import os
print("threads", os.environ["OPENBLAS_NUM_THREADS"])
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
print("imported-later", *imported())
"""

WHERE = sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), str(settings.BASE_DIR)
# Libraries that INIT may load. Each one adds to every cold start.
MAY = {
    *("asgiref", "botocore", "corsheaders", "cryptography", "dateutil", "django", "dotenv"),
    *("jmespath", "jwt", "pynamodb", "rest_framework", "six"),
    *("typing_extensions", "urllib3", "_cffi_backend"),
    # Loaded by those if installed; the archive does not have them.
    *("_distutils_hack", "blinker", "certifi", "charset_normalizer", "idna", "inflection"),
    *("pygments", "requests"),
    "snapshot_restore_py",  # part of Lambda's own Python
    *("glowcycle", "journal", "period", "skin", "zappa_settings"),
}
# Libraries, and our modules that import them, loaded by the first request that needs them.
LATER = {
    *(
        "PIL",
        "numpy",
        "skin.domain.face",
        "boto3",
        "drf_spectacular",
        "s3transfer",
        "storages",
        "werkzeug",
        "zappa",
    ),
    *("django.contrib.admin", "django.contrib.admindocs.views"),
    *("django.core.mail", "django.views.debug", "sqlparse", "uritemplate", "yaml"),
    *("period.charts", "skin.charts", "skin.domain.local_analyzer"),
    *("glowcycle.storage.s3_backend", "glowcycle.infrastructure.deploy"),
    *("glowcycle.person.erasure.services", "glowcycle.person.export.services"),
    *("glowcycle.person.imports.preview", "glowcycle.formats.apps", "ijson", "sqlite3"),
    *("glowcycle.insights.domain", "glowcycle.insights.charts", "glowcycle.insights.words"),
    *("glowcycle.sharing.sections", "glowcycle.sharing.pages", "glowcycle.sharing.opening"),
    *("glowcycle.insights.answer", "journal.insight_services", "skin.insight_services"),
    *("fpdf", "fontTools", "defusedxml", "glowcycle.report.pdf"),
    *("glowcycle.report.domain", "glowcycle.report.fhir"),
}
# asgiref uses asyncio before Python 3.12; Lambda runs 3.13.
USED = ["asyncio", "asyncio.coroutines"] if sys.version_info < (3, 12) else []


@pytest.fixture(scope="module", params=["on", "off"])
def report(tmp_path_factory, request):
    """Return the report of a process that has started as a Lambda does, with or without pages."""
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
        [sys.executable, "-c", REPORT, *WHERE],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()}


def test_routes_client_and_keys_are_ready(report):
    assert report["resolver"] == ["True"]
    assert report["clients"] == ["1"]
    assert report["keys"] == ["1"]


def test_no_other_library_is_loaded(report):
    libraries = {name.partition(".")[0] for name in report["loaded"]}
    assert libraries - MAY == set()


def test_modules_for_few_requests_are_not_loaded(report):
    loaded = report["loaded"]
    assert {late for late in LATER for name in loaded if f"{name}.".startswith(f"{late}.")} == set()


def test_numpy_will_calculate_in_one_thread(report):
    assert report["threads"] == ["1"]


def test_a_start_uses_no_lazy_module(report):
    assert report["imported"] == USED


def test_a_request_uses_no_lazy_module(report):
    assert report["answered"] == ["200"]
    assert report["imported-later"] == USED


def test_modules_for_every_request_are_loaded(report):
    needed = {"journal.views", "period.views", "skin.views", "cryptography", "rest_framework.views"}
    assert needed <= set(report["loaded"])


def test_processes_of_one_snapshot_have_different_random_numbers(report):
    assert len(set(report["copies"])) == 1
    assert len(set(report["restored"])) == 2


USES = """
from glowcycle.lazy_imports import MODULES, LazyModule, install
install()
import sys
import asyncio.coroutines, cryptography.x509, django.core.mail, django.views.debug
import importlib.metadata, rest_framework.compat
from django.conf import settings
settings.configure()
from rest_framework.schemas.generators import EndpointEnumerator
from django.db.backends.base import operations
imported = lambda: (name for name in MODULES if type(sys.modules[name]) is not LazyModule)
print("before", *imported())
print("yaml", rest_framework.compat.yaml.safe_load("[7]")[0])
print("uritemplate", *rest_framework.compat.uritemplate.variables("/{day}"))
print("sqlparse", operations.sqlparse.format("select 1", keyword_case="upper"))
print("schema", EndpointEnumerator(patterns=[]).get_path_from_regex(r"^journal/(?P<day>[^/]+)$"))
print("metadata", importlib.metadata.version("django") == django.__version__)
print("mail", django.core.mail.EmailMessage(body="Hello").body)
print("debug", django.views.debug.ExceptionReporter.__name__)
print("x509", cryptography.x509.NameOID.COMMON_NAME.dotted_string)
print("asyncio", asyncio.run(asyncio.sleep(0, 7)), asyncio.coroutines.iscoroutine(7))
import sqlparse.sql, yaml.loader, django.core.mail.backends.locmem
print("after", *imported())
"""


def test_a_lazy_module_is_imported_when_it_is_used():
    done = subprocess.run(
        [sys.executable, "-c", USES],
        check=True,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
    )
    assert done.stdout.splitlines() == [
        " ".join(["before", *USED]),
        "yaml 7",
        "uritemplate day",
        "sqlparse SELECT 1",
        "schema /journal/{day}",
        "metadata True",
        "mail Hello",
        "debug ExceptionReporter",
        "x509 2.5.4.3",
        "asyncio 7 False",
        " ".join(["after", *MODULES]),
    ]


def test_a_module_of_a_lazy_package_is_found_before_the_package_is_used():
    script = (
        "from glowcycle.lazy_imports import install; install()\n"
        "import importlib.metadata._meta, django.core.mail.message\n"
        "from importlib.metadata import version\n"
        "print(version('django') == django.__version__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
    )
    assert done.stdout == "True\n"
