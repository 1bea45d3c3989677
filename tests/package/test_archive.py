"""The contents of the archive."""

import re
import subprocess
from datetime import UTC, datetime, timedelta
from zipfile import ZipFile

import pytest

from glowcycle.infrastructure.deploy.aws_data import SERVICES
from tests.support.package.function import ENVIRONMENT, STAGES
from tests.support.package.project import CANARY
from tests.support.portrait import portrait
from tests.support.sandbox_process import ROOT

MB = 1_000_000
# Services that only commands on the machine of an operator call.
OF_OPERATORS = {"cloudwatch", "events", "lambda"}
PAGES_AND_DOCUMENT = re.compile(
    r"(drf_spectacular|inflection|uritemplate|_?yaml|pyyaml)"
    r"|glowcycle/(web|openapi|charts|insights/charts|templates|templatetags)/"
    r"|(journal|period|skin)/(charts|templates)/"
    r"|(journal|period|skin|glowcycle/insights|glowcycle/person|glowcycle/sync)"
    r"(/\w+)?/(__pycache__/)?(pages|openapi)\."
)


@pytest.fixture(scope="module")
def names(archive):
    with ZipFile(archive) as opened:
        return opened.namelist()


def test_the_archive_is_small(archive, names):
    # A machine without the Python of the stage packages for its own: older byte code is larger.
    tag = STAGES["dev"]["runtime"].replace("python3.", ".cpython-3")
    most = 40 if any(tag in name for name in names) else 41
    with ZipFile(archive) as opened:
        assert archive.stat().st_size <= most * MB
        assert sum(entry.file_size for entry in opened.infolist()) <= 125 * MB


def test_pages_charts_and_document_are_small(archive, capsys):
    """Count the files that only browsers need, with their libraries."""
    with ZipFile(archive) as opened:
        size = sum(
            entry.compress_size
            for entry in opened.infolist()
            if PAGES_AND_DOCUMENT.match(entry.filename)
        )
    with capsys.disabled():
        print(f"\npages, charts and document: {size / MB:.2f} MB of the archive (at most 2)")
    assert 0.5 * MB < size <= 2 * MB


def test_the_archive_holds_the_project_and_its_libraries(names):
    for needed in (
        "zappa_settings.py",
        "glowcycle/settings.py",
        "skin/domain/prompts/skin_2.txt",
        "glowcycle/insights/words/prompts/words_1.txt",
        "glowcycle/locale/de/LC_MESSAGES/glowcycle.mo",
        "period/templates/period/cycles.svg",
        "cryptography/hazmat/bindings/_rust.abi3.so",
        "PIL/Image.py",
        "skin/domain/face/models/detector.npz",
        "skin/domain/face/models/mesh.npz",
        "skin/domain/face/models/NOTICE.txt",
        "glowcycle/report/pdf/fonts/DejaVuSansCondensed.ttf",
        "glowcycle/report/pdf/fonts/LICENSE.txt",
    ):
        assert needed in names


def test_the_archive_holds_nothing_else(names):
    top_level = {name.partition("/")[0] for name in names}
    assert not top_level & {
        *("README.md", "handler.py", "pip", "pkg_resources", "setuptools", "tests"),
        *("troposphere", "werkzeug", "wheel", "zappa"),
    }
    assert not [name for name in names if name.startswith("glowcycle/infrastructure/deploy/")]
    assert {name.rpartition("/")[2] for name in names if "/static/" in name} == {
        "swagger-ui.css",
        "swagger-ui-bundle.js",
    }
    ours = {f"glowcycle/locale/{code}/LC_MESSAGES/glowcycle.mo" for code in ("de", "es", "fr")}
    assert {name for name in names if "/LC_MESSAGES/" in name} == ours
    assert not [name for name in names if name.endswith("requirements.txt")]
    services = {name.split("/")[2] for name in names if re.match(r"botocore/data/[^/]+/", name)}
    assert {"dynamodb", "s3", "bedrock-runtime"} < services
    assert len(services) < 12


def test_stray_files_stay_out_of_the_archive(archive):
    with ZipFile(archive) as opened:
        leaked = [name for name in opened.namelist() if CANARY.encode() in opened.read(name)]
    assert leaked == []


def test_every_module_is_compiled(archive, names):
    """PEP 552: bit 0 marks a hash-based file; bit 1 unset means that Python skips the check."""
    with ZipFile(archive) as opened:
        compiled = [name for name in names if name.endswith(".pyc")]
        flags = {opened.read(name)[4:8] for name in compiled}
    assert flags == {(1).to_bytes(4, "little")}
    sources = [name for name in names if name.endswith(".py")]
    assert len(compiled) == len(sources)


def test_each_archive_differs_so_that_each_update_starts_a_new_version(archive):
    """Lambda reuses a version for equal bytes, together with the secret that it read then."""
    with ZipFile(archive) as opened:
        dates = {entry.date_time for entry in opened.infolist()}
    [date] = dates
    assert abs(datetime.now(UTC) - datetime(*date, tzinfo=UTC)) < timedelta(hours=1)


def test_the_archive_alone_can_import_every_module(lambda_env, unzipped, cloud):
    program = f"""
import importlib, pkgutil, sys
sys.path[:] = [{str(unzipped)!r}, *(p for p in sys.path if p)]
import glowcycle.lambda_handler
for top in ("glowcycle", "journal", "period", "skin"):
    for module in pkgutil.walk_packages([top], top + "."):
        importlib.import_module(module.name)
root, library = {str(unzipped)!r}, sys.base_prefix
print([m.__file__ for m in list(sys.modules.values()) if getattr(m, "__file__", None)
       and not m.__file__.startswith((root, library))])
"""
    ran = subprocess.run(
        [lambda_env / "bin/python", "-S", "-E", "-B", "-c", program],
        cwd=unzipped,
        env={**ENVIRONMENT, "AWS_ENDPOINT_URL": cloud},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "[]"


def test_the_archive_reads_json_by_a_compiled_parser(lambda_env, unzipped):
    """ijson falls back on Python where its C is missing or built for another machine."""
    program = (
        f"import sys; sys.path.insert(0, {str(unzipped)!r}); import ijson; print(ijson.backend)"
    )
    ran = subprocess.run(
        [lambda_env / "bin/python", "-S", "-E", "-B", "-c", program],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "yajl2_c\n"


def test_the_archive_alone_finds_a_face(lambda_env, unzipped, tmp_path):
    """The program gets no other folder than the archive, and no file that it has not brought."""
    portrait().save(tmp_path / "face.png")
    program = f"""
import sys
sys.path[:] = [{str(unzipped)!r}, *(p for p in sys.path if p)]
from PIL import Image
from skin.domain.face.gate import find_face
print(find_face(image=Image.open({str(tmp_path / "face.png")!r})).eye_distance)
print([m for m in sys.modules.values() if "site-packages" in (getattr(m, "__file__", 0) or "")])
"""
    ran = subprocess.run(
        [lambda_env / "bin/python", "-S", "-E", "-B", "-c", program],
        cwd=unzipped,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    eyes_apart, from_elsewhere = ran.stdout.splitlines()
    assert float(eyes_apart) == pytest.approx(43, abs=2)
    assert from_elsewhere == "[]"


def test_a_start_and_a_request_import_no_lazy_module(lambda_env, unzipped, cloud):
    program = f"""
import sys
sys.path.insert(0, {str(unzipped)!r})
import glowcycle.lambda_handler
from glowcycle.lazy_imports import MODULES
headers = {{"Host": "x.execute-api.eu-central-1.amazonaws.com"}}
for path, status in (("/health", 200), ("/nowhere", 404), ("/sync", 401)):
    event = {{"httpMethod": "GET", "path": path, "headers": headers}}
    assert glowcycle.lambda_handler.lambda_handler(event, None)["statusCode"] == status, path
used = () if sys.version_info >= (3, 12) else ("asyncio", "asyncio.coroutines")  # by asgiref
print([name for name in MODULES if "__file__" in vars(sys.modules[name]) and name not in used])
"""
    ran = subprocess.run(
        [lambda_env / "bin/python", "-S", "-E", "-B", "-c", program],
        env={**ENVIRONMENT, "AWS_ENDPOINT_URL": cloud, "QA_PAGES": "off"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "[]"


def test_the_smaller_botocore_describes_every_service_as_before(lambda_env, unzipped):
    """The archive drops only the documentation from botocore's data."""
    program = """
import json, sys
sys.path.insert(0, sys.argv[1])
from botocore.loaders import Loader
from botocore.session import get_session
session = get_session()
session.set_credentials("id", "key")
for service in sys.argv[2:]:
    for region in ("eu-central-1", "us-east-1", "us-gov-west-1", "cn-north-1"):
        client = session.create_client(service, region_name=region)
        print(service, region, client.meta.endpoint_url, client._request_signer.signing_name)
    for operation in client.meta.service_model.operation_names:
        model = client.meta.service_model.operation_model(operation)
        print(operation, model.http, model.input_shape, model.output_shape, model.error_shapes)
    print([parameter.name for parameter in client.meta.service_model.client_context_parameters])
    def without_documentation(value):
        if isinstance(value, dict):
            return {n: without_documentation(v) for n, v in value.items()
                    if n != "documentation" or not isinstance(v, str)}
        return [without_documentation(v) for v in value] if isinstance(value, list) else value
    for kind in ("service-2", "endpoint-rule-set-1"):
        model = Loader().load_service_model(service, kind)
        print(json.dumps(without_documentation(model), sort_keys=True))
"""
    libraries = next(lambda_env.glob("lib/python3*/site-packages"))
    outputs = [
        subprocess.run(
            [lambda_env / "bin/python", "-S", "-E", "-B", "-c", program, folder, *SERVICES],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for folder in (libraries, unzipped)
    ]
    assert len(outputs[0].splitlines()) > 300
    assert outputs[0] == outputs[1]


def test_the_archive_describes_every_service_that_the_function_calls(names):
    source = (ROOT / "glowcycle/aws/clients.py").read_text()
    services = set(re.findall(r'_(?:client|store_client)\(\s*"([a-z0-9-]+)"', source))
    assert services >= {"dynamodb", "s3", *OF_OPERATORS}
    for service in services:
        found = [name for name in names if name.startswith(f"botocore/data/{service}/")]
        assert bool(found) == (service not in OF_OPERATORS), service
