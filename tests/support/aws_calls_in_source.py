"""Find the AWS calls in the source, whether a test reaches them or not."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import botocore.session
from botocore import xform_name
from django.conf import settings

PACKAGES = ("glowcycle", "journal", "period", "skin")
SERVICES = ("bedrock-runtime", "cloudwatch", "dynamodb", "kms", "s3", "secretsmanager")
# This code runs with the operator's rights, never in the function.
OF_OPERATORS = settings.BASE_DIR / "glowcycle" / "infrastructure"
# AWS calls that PynamoDB and django-storages make, by the library's method.
BY_LIBRARY = {
    "batch_get": "BatchGetItem",
    "batch_write": "BatchWriteItem",
    "query": "Query",
    "scan": "Scan",
}
WAITERS = {"table_exists": "DescribeTable"}


def named_calls() -> set[tuple[str, str]]:
    """Return (service, operation) of each call; one pair per service that has the operation."""
    return {call for path in _sources() for call in _in(ast.parse(path.read_text("utf-8")))}


def _sources() -> Iterator[Path]:
    for package in PACKAGES:
        for path in (settings.BASE_DIR / package).rglob("*.py"):
            if not path.is_relative_to(OF_OPERATORS):
                yield path


def _in(tree: ast.AST) -> Iterator[tuple[str, str]]:
    methods = _methods()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if node.attr in BY_LIBRARY:
                yield "dynamodb", BY_LIBRARY[node.attr]
            elif "client" in ast.unparse(node.value):
                yield from methods.get(node.attr, ())
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "get_waiter":
                yield "dynamodb", WAITERS[ast.literal_eval(node.args[0])]
            elif node.func.attr == "get_paginator":
                yield from methods[ast.literal_eval(node.args[0])]


@cache
def _methods() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    session = botocore.session.Session()
    for service in SERVICES:
        for operation in session.get_service_model(service).operation_names:
            found.setdefault(xform_name(operation), []).append((service, operation))
    return found
