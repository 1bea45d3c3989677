"""A project to package, an account to deploy into, and the function that comes of it."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from zipfile import ZipFile

import boto3
import pytest

from tests.support.package.cloud import CREDENTIALS, REGION, account
from tests.support.package.function import Function, function
from tests.support.package.issuer import Issuer, issuer
from tests.support.package.project import LAMBDA_ENV, Project, copied

# What lies about in a working folder and must never travel.
CANARY = "canary-7be1"
STRAYS = (".env", ".sandbox/secret-key", "notes.md", "face.jpg", "glowcycle-dev.log", "dump/a.json")
STRAYS += ("glowcycle/.env", "journal/dump.json", "skin/face.jpg", "period/services.py.orig")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("package")


@pytest.fixture(scope="session")
def lambda_env() -> Path:
    """The virtual environment of `make lambda-env`."""
    if not (LAMBDA_ENV / "bin/zappa").exists():
        pytest.fail(f"{LAMBDA_ENV} is missing: `make test-package` builds it")
    return LAMBDA_ENV


@pytest.fixture(scope="session")
def cloud() -> Iterator[str]:
    with account() as address:
        session = boto3.Session("testing", "testing", region_name=REGION)
        secret = {"Name": "glowcycle/dev", "SecretString": json.dumps({"SECRET_KEY": "s" * 40})}
        session.client("secretsmanager", endpoint_url=address).create_secret(**secret)
        kms = session.client("kms", endpoint_url=address)
        key = kms.create_key()["KeyMetadata"]["KeyId"]
        kms.create_alias(AliasName="alias/glowcycle-dev", TargetKeyId=key)
        yield address


@pytest.fixture(scope="session")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Issuer]:
    with issuer(tmp_path_factory.mktemp("issuer")) as running:
        yield running


@pytest.fixture(scope="session")
def project(lambda_env: Path, cloud: str, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project with strays about."""
    made = copied(
        tmp_path_factory.mktemp("work") / "glowcycle", {**CREDENTIALS, "AWS_ENDPOINT_URL": cloud}
    )
    for stray in STRAYS:
        (made.folder / stray).parent.mkdir(exist_ok=True)
        (made.folder / stray).write_text(f"SECRET_KEY={CANARY}")
    return made


@pytest.fixture(scope="session")
def archive(project: Project) -> Path:
    """What `zappa package` leaves."""
    packaged = project.zappa("package", "dev", "--output", "archive.zip")
    assert packaged.returncode == 0, packaged.stdout + packaged.stderr
    assert "cryptography" in packaged.stdout, "the contents are printed"
    return project.folder / "archive.zip"


@pytest.fixture(scope="session")
def unzipped(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("task")
    with ZipFile(archive) as opened:
        opened.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def start(
    lambda_env: Path,
    unzipped: Path,
    cloud: str,
    tokens: Issuer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., AbstractContextManager[Function]]:
    """Return what starts a process of the function in the account, or in another environment."""

    def started(**environment: str) -> AbstractContextManager[Function]:
        here = {"AWS_ENDPOINT_URL": cloud, **tokens.environment(), **environment}
        log = tmp_path_factory.mktemp("log") / "stderr"
        return function(lambda_env / "bin/python", unzipped, log, here)

    return started


@pytest.fixture(scope="session")
def deployed(start: Callable[..., AbstractContextManager[Function]]) -> Iterator[Function]:
    """A warm function with its tables and its bucket, made by its own commands."""
    with start() as running:
        running.invoke({"manage": "create_tables"})
        running.invoke({"manage": "create_bucket"})
        yield running
