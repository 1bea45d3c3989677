"""The parser of the forms of pages: a form becomes the JSON values that a program would send."""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from django.http import HttpRequest, QueryDict
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from glowcycle.api.parsers import StrictJSON
from glowcycle.web.forms.serializer_form import SerializerForm
from glowcycle.web.page_registry import page_config


class FormParser(BaseParser):
    """Parses the fields of a form, or the JSON that is typed in its field `_json`.

    sent  all that the form sent, with its controls
    """

    media_type = "application/x-www-form-urlencoded"

    def __init__(self, fields: QueryDict, *, sent: QueryDict) -> None:
        self.fields = fields.copy()
        self.sent = sent

    def parse(
        self,
        stream: IO[bytes],  # noqa: ARG002  DRF's signature
        media_type: str | None = None,  # noqa: ARG002
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the JSON values. Raise ParseError (400), TooLarge (413)."""
        request = (parser_context or {})["request"]
        if "_json" in self.fields:
            text = self.json_text(request)
            return StrictJSON().parse(BytesIO(text.encode())) if text else {}
        config = page_config(request.resolver_match).form
        if config is None:
            raise ParseError
        return SerializerForm(config, method=request.method, data=self.fields).body()

    @property
    def typed_json(self) -> str:
        """The JSON that was typed, whether or not the method sends it."""
        return str(self.fields.get("_json", "")).replace("\r\n", "\n")  # as a browser breaks lines

    def json_text(self, request: HttpRequest) -> str:
        """Return the JSON that a program would send instead, "" for no body."""
        if request.method not in ("POST", "PUT", "PATCH"):
            return ""
        if "_json" in self.fields:
            return self.typed_json
        if page_config(request.resolver_match).form is None:
            return ""
        values = self.parse(BytesIO(), parser_context={"request": request})
        return json.dumps(values, indent=2, ensure_ascii=False)
