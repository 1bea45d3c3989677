"""The rules that let each client generator make types of the whole document."""

import builtins
import re

import pytest

from glowcycle.openapi.document import openapi

# Names of one word that no standard library has.
OWN_WORDS = {"Consent", "Problem"}


@pytest.fixture(scope="module")
def document():
    return openapi()


def test_no_component_has_the_name_of_a_library(document):
    """Swift has Result and Operation, Kotlin and Java have Entry and Period, Dart has late."""
    for name in document["components"]["schemas"]:
        assert re.fullmatch("([A-Z][a-z]+)+", name), name
        assert len(re.findall("[A-Z]", name)) > 1 or name in OWN_WORDS, name
        assert not hasattr(builtins, name), name


def test_no_component_has_the_name_of_a_member_of_its_own(document):
    """In Python's client both would be one variable of the function that reads the object."""
    for name, schema in document["components"]["schemas"].items():
        assert name.lower() not in {member.lower() for member in schema.get("properties", {})}, name
