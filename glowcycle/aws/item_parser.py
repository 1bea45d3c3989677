"""Reading of DynamoDB's items, the largest part of a list's time before this was written.

For each value botocore tries all ten types that it might have. Text and numbers are just what JSON
makes of them, so they pass as they are; only what may hold bytes is walked.
"""

from typing import Any

from botocore.parsers import JSONParser, ResponseParser, ResponseParserFactory
from botocore.session import Session


class ItemParser(JSONParser):
    """Parses an answer into the very same values as botocore's parser."""

    def _handle_map(self, shape: Any, value: Any) -> Any:
        if shape.value.name != "AttributeValue":
            return super()._handle_map(shape, value)  # type: ignore[misc]  # botocore's own
        parse = self._parse_shape  # type: ignore[attr-defined]  # the same
        return {
            name: given if "S" in given or "N" in given else parse(shape.value, given)
            for name, given in value.items()
        }

    def _handle_structure(self, shape: Any, value: Any) -> Any:
        if shape.name == "AttributeValue" and ("S" in value or "N" in value):
            return value
        return super()._handle_structure(shape, value)  # type: ignore[misc]  # the same


class _Parsers(ResponseParserFactory):
    def create_parser(self, protocol_name: str) -> ResponseParser:
        parser = super().create_parser(protocol_name)
        return ItemParser() if type(parser) is JSONParser else parser


def install(session: Session) -> None:
    """Have the session's clients read their answers so."""
    session.register_component("response_parser_factory", _Parsers())
