"""Each `aws` command of the docs names an operation and options that AWS has, and all it needs."""

import re
import shlex
from pathlib import Path

import botocore.session
import pytest
from botocore import xform_name

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
COMMENT = re.compile(r"(?:^|(?<= ))#.*$", re.MULTILINE)
COMPUTED = re.compile(r"\$\(\(.*?\)\)|\$\([^()]*\)")
# A whole argument in quotes, which may hold spaces, pipes and lines.
QUOTED = re.compile(r"'[^']*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
COMMAND = re.compile(r"\baws (?!s3 )([a-z0-9-]+) ([a-z0-9-]+)([^|;#<>)\n]*)")
OF_THE_CLI = {"query", "output", "region", "profile"}
SESSION = botocore.session.get_session()


def commands():
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
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
