"""A project to package, an AWS account to deploy it into, and the packaged function."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from zipfile import ZipFile

import boto3
import pytest

from tests.support.package.cloud import CREDENTIALS, REGION, run_account
from tests.support.package.function import Function, run_function
from tests.support.package.issuer import Issuer, run_issuer
from tests.support.package.project import CANARY, LAMBDA_ENV, Project, copy_project

# Files of a working folder that must stay out of the archive.
STRAYS = (".env", ".sandbox/secret-key", "notes.md", "face.jpg", "glowcycle-dev.log", "dump/a.json")
STRAYS += ("glowcycle/.env", "journal/dump.json", "skin/face.jpg", "period/services.py.orig")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("package")


@pytest.fixture(scope="session")
def lambda_env() -> Path:
    """Return the virtual environment of `make lambda-env`."""
    if not (LAMBDA_ENV / "bin/zappa").exists():
        pytest.fail(f"{LAMBDA_ENV} is missing: `make test-package` builds it")
    return LAMBDA_ENV


@pytest.fixture(scope="session")
def cloud() -> Iterator[str]:
    with run_account() as address:
        session = boto3.Session("testing", "testing", region_name=REGION)
        secret = {"Name": "glowcycle/dev", "SecretString": json.dumps({"SECRET_KEY": "s" * 40})}
        session.client("secretsmanager", endpoint_url=address).create_secret(**secret)
        kms = session.client("kms", endpoint_url=address)
        key = kms.create_key()["KeyMetadata"]["KeyId"]
        kms.create_alias(AliasName="alias/glowcycle-dev", TargetKeyId=key)
        yield address


@pytest.fixture(scope="session")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Issuer]:
    with run_issuer(tmp_path_factory.mktemp("issuer")) as issuer:
        yield issuer


@pytest.fixture(scope="session")
def project(lambda_env: Path, cloud: str, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a copy of the project with stray files that hold the canary."""
    project = copy_project(
        tmp_path_factory.mktemp("work") / "glowcycle", {**CREDENTIALS, "AWS_ENDPOINT_URL": cloud}
    )
    for stray in STRAYS:
        (project.folder / stray).parent.mkdir(exist_ok=True)
        (project.folder / stray).write_text(f"SECRET_KEY={CANARY}")
    return project


@pytest.fixture(scope="session")
def archive(project: Project) -> Path:
    """Return the archive that `zappa package` writes."""
    packaged = project.zappa("package", "dev", "--output", "archive.zip")
    assert packaged.returncode == 0, packaged.stdout + packaged.stderr
    assert "cryptography" in packaged.stdout, "zappa prints the contents"
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
    """Return a function that starts a process of the packaged function with these variables."""

    def start_function(**environment: str) -> AbstractContextManager[Function]:
        variables = {"AWS_ENDPOINT_URL": cloud, **tokens.environment(), **environment}
        log = tmp_path_factory.mktemp("log") / "stderr"
        return run_function(lambda_env / "bin/python", unzipped, log, variables)

    return start_function


@pytest.fixture(scope="session")
def deployed(
    start: Callable[..., AbstractContextManager[Function]], project: Project
) -> Iterator[Function]:
    """Start a function for which the operator's commands have created tables and bucket."""
    for command in ("create_key", "create_tables", "create_bucket"):
        done = project.manage(command, "--stage", "dev", STAGE="production", SECRET_KEY="stray")
        assert done.returncode == 0, done.stderr
    with start() as running:
        yield running
