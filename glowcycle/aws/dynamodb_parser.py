"""Reading of DynamoDB's items, the largest part of a list's time before this was written.

For each value botocore tries all ten types that it might have. Text and numbers are just what JSON
makes of them, so they pass as they are; what is sealed is bytes, and only the rest is walked.
"""

from base64 import b64decode
from functools import cache
from typing import Any

from botocore.parsers import JSONParser, ResponseParser, ResponseParserFactory
from botocore.session import Session


class ItemParser(JSONParser):
    """Parses an answer into the very same values as botocore's parser."""

    def _handle_json_body(self, raw_body: bytes, shape: Any) -> Any:
        if shape.name not in ("GetItemOutput", "QueryOutput"):
            return super()._handle_json_body(raw_body, shape)  # type: ignore[misc]  # botocore's own
        answer = self._parse_body_as_json(raw_body)  # type: ignore[attr-defined]  # the same
        last = answer.get("LastEvaluatedKey", {})
        for item in (*answer.get("Items", ()), answer.get("Item", {}), last):
            for name, value in item.items():
                if "B" in value:
                    item[name] = {"B": b64decode(value["B"])}
                elif "S" not in value and "N" not in value:
                    item[name] = self._parse_shape(_value_of(shape), value)  # type: ignore[attr-defined]  # the same
        return answer


def _value_of(output: Any) -> Any:
    """Return the shape of a value in such an answer."""
    members = output.members
    return members["Item" if "Item" in members else "LastEvaluatedKey"].value


class _Parsers(ResponseParserFactory):
    @cache  # noqa: B019  one a session, which lives as long as the process
    def create_parser(self, protocol_name: str) -> ResponseParser:
        """Return the parser of that protocol: botocore would make another for each answer."""
        parser = super().create_parser(protocol_name)
        return ItemParser() if type(parser) is JSONParser else parser


def install(session: Session) -> None:
    """Have the session's clients read their answers so."""
    session.register_component("response_parser_factory", _Parsers())
