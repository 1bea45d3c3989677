"""A stand-in for the program `aws`, so that the commands of the docs run where it is not installed.

    python aws_program.py SERVICE OPERATION --parameter value ... [--query PATH] [--output text]

It checks names and values by botocore's definitions of the service, as the program does. Values are
JSON, file://, or plain text; shorthand is not understood.
"""

import json
import sys
from pathlib import Path
from typing import Any

import botocore.session
import jmespath
from botocore import xform_name
from botocore.model import Shape

OWN = ("query", "output")


def main(service: str, operation: str, *arguments: str) -> None:
    client = botocore.session.Session().create_client({"s3api": "s3"}.get(service, service))
    method = operation.replace("-", "_")
    shape = client.meta.service_model.operation_model(
        client.meta.method_to_api_mapping[method]
    ).input_shape
    members = {xform_name(name, "-"): name for name in shape.members} if shape else {}
    given: dict[str, Any] = {}
    own: dict[str, str] = {}
    for flag, value in _pairs(list(arguments)):
        if flag in OWN:
            own[flag] = str(value)
        else:
            name = members[flag]
            given[name] = _value(value, shape.members[name])
    answer = getattr(client, method)(**given)
    answer.pop("ResponseMetadata", None)
    found = jmespath.search(own["query"], answer) if "query" in own else answer
    if found is None or found == {}:
        return
    is_text = own.get("output") == "text"
    lines = found if is_text and isinstance(found, list) else [found]
    print("\t".join(map(str, lines)) if is_text else json.dumps(found, default=str))


def _pairs(arguments: list[str]) -> list[tuple[str, str | bool]]:
    """Return the flags without dashes, each with its value; True for a flag without one."""
    pairs: list[tuple[str, str | bool]] = []
    while arguments:
        flag = arguments.pop(0)
        assert flag.startswith("--"), flag
        has_value = bool(arguments) and not arguments[0].startswith("--")
        pairs.append((flag[2:], arguments.pop(0) if has_value else True))
    return pairs


def _value(value: str | bool, shape: Shape) -> Any:
    if isinstance(value, bool):
        return value
    if value.startswith("file://"):
        value = Path(value.removeprefix("file://")).read_text("utf-8")
    return value if shape.type_name in ("string", "blob", "timestamp") else json.loads(value)


if __name__ == "__main__":
    main(*sys.argv[1:])
