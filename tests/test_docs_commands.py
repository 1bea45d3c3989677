"""The commands of the docs exist, and those of `aws` have all that they need."""

import json
import re
import shlex
from pathlib import Path

import botocore.session
import pytest
from botocore import xform_name
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
COMMENT = re.compile(r"(?:^|(?<= ))#.*$", re.MULTILINE)
COMPUTED = re.compile(r"\$\(\(.*?\)\)|\$\([^()]*\)")
# A whole argument in quotes, which may hold spaces, pipes and lines.
QUOTED = re.compile(r"'[^']*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
COMMAND = re.compile(r"\baws (?!s3 )([a-z0-9-]+) ([a-z0-9-]+)([^|;#<>)\n]*)")
OF_THE_CLI = {"query", "output", "region", "profile"}
SESSION = botocore.session.get_session()

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands():
    for page in PAGES:
        for block in BLOCK.findall(page.read_text()):
            computed = COMPUTED.sub("GIVEN", COMMENT.sub("", block))
            lines = QUOTED.sub("QUOTED", computed)
            for service, operation, arguments in COMMAND.findall(lines.replace("\\\n", " ")):
                yield pytest.param(service, operation, arguments, id=f"{page.stem} {operation}")


@pytest.mark.parametrize(("service", "operation", "arguments"), list(commands()))
def test_each_aws_command_exists(service, operation, arguments):
    options = [word[2:] for word in shlex.split(arguments) if word.startswith("--")]
    service = {"s3api": "s3"}.get(service, service)
    model = SESSION.get_service_model(service)
    if operation == "wait":
        waiter = shlex.split(arguments)[0].replace("-", "_")
        waiters = SESSION.get_waiter_model(service).waiter_names
        [operation] = [
            SESSION.get_waiter_model(service).get_waiter(name).operation
            for name in waiters
            if xform_name(name) == waiter
        ]
    else:
        [operation] = [name for name in model.operation_names if xform_name(name, "-") == operation]
    shape = model.operation_model(operation).input_shape
    known = {xform_name(name, "-") for name in (shape.members if shape else ())}
    needed = {xform_name(name, "-") for name in (shape.required_members if shape else ())}
    assert {option.removeprefix("no-") for option in options} - OF_THE_CLI <= known
    assert needed <= set(options)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_command_of_manage_py_exists(page):
    named = re.findall(r"manage\.py ([a-z][a-z_]+)", page.read_text())
    named += re.findall(r"zappa manage dev \"?([a-z_]+)", page.read_text())
    assert set(named) <= set(get_commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_target_of_make_exists(page):
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    named = re.findall(r"(?:`|^)make ((?:[a-z][a-z-]+ ?)+)", page.read_text(), re.MULTILINE)
    assert set(" ".join(named).split()) <= set(targets)


def test_the_generators_of_the_docs_have_the_versions_that_are_tested():
    packages = json.loads((ROOT / "tests/clients/package.json").read_text())["devDependencies"]
    named = re.findall(r"npx (@?[\w/-]+)@([\d.]+)", (ROOT / "docs/api.md").read_text())
    assert named
    assert set(named) <= packages.items()


def test_each_client_is_made_by_the_version_that_is_tested():
    page = (ROOT / "docs" / "api.md").read_text().partition("## Typed clients")[2]
    lines = (ROOT / "requirements-dev.txt").read_text().split()
    pinned = dict(line.split("==") for line in lines if "==" in line)
    pinned |= json.loads((ROOT / "tests/clients/package.json").read_text())["devDependencies"]
    named = re.findall(r"([@/a-z-]+)(?:@|==)([0-9.]+)", page)
    assert len(named) == 5
    assert {name: pinned[name] for name, _ in named} == dict(named)
