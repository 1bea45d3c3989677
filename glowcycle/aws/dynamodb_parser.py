"""A faster parser for DynamoDB's items, with the same results as botocore's.

botocore tests each value for all ten types that it may have, which took the largest part of a
list. JSON already gives strings and numbers as they must be. This decodes bytes, and leaves only
values of other types to botocore.
"""

import itertools
from base64 import b64decode
from typing import Any

from botocore.parsers import JSONParser, ResponseParser, ResponseParserFactory
from botocore.session import Session


class ItemParser(JSONParser):
    """Parses the responses of the reads, and leaves all others to botocore."""

    def _handle_json_body(self, raw_body: bytes, shape: Any) -> Any:
        if shape.name not in ("BatchGetItemOutput", "GetItemOutput", "QueryOutput"):
            return super()._handle_json_body(raw_body, shape)  # type: ignore[misc]  # botocore's own
        response = self._parse_body_as_json(raw_body)  # type: ignore[attr-defined]  # the same
        if shape.name == "BatchGetItemOutput":
            unprocessed = response.get("UnprocessedKeys", {}).values()
            found = [
                *response.get("Responses", {}).values(),
                *(keys["Keys"] for keys in unprocessed),
            ]
            items = itertools.chain.from_iterable(found)
        else:
            last_key = response.get("LastEvaluatedKey", {})
            items = itertools.chain(response.get("Items", ()), [response.get("Item", {}), last_key])
        for item in items:
            for name, value in item.items():
                if "B" in value:
                    item[name] = {"B": b64decode(value["B"])}
                elif "S" not in value and "N" not in value:
                    item[name] = self._parse_shape(_value_of(shape), value)  # type: ignore[attr-defined]  # the same
        return response


def _value_of(output: Any) -> Any:
    """Return the shape of a value in the items of the response."""
    members = output.members
    if "Responses" in members:
        return members["Responses"].value.member.value
    return members["Item" if "Item" in members else "LastEvaluatedKey"].value


class _Parsers(ResponseParserFactory):
    def create_parser(self, protocol_name: str) -> ResponseParser:
        """Return the parser of that protocol."""
        parser = super().create_parser(protocol_name)
        return ItemParser() if type(parser) is JSONParser else parser


def install(session: Session) -> None:
    """Let the session's clients parse their responses with it."""
    session.register_component("response_parser_factory", _Parsers())
