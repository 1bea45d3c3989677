"""The parsers of request bodies, and the largest size of each."""

from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import APIException, ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser, MultiPartParser

from glowcycle.api import strict_json
from glowcycle.sentences import Sentence, sentence

MAX_BYTES = 256 * 1024
MAX_FILE_BYTES = 4 * 1024 * 1024


class TooLarge(APIException):
    """The body is larger than this address accepts."""

    status_code = 413
    default_code = "too_large"


class MalformedJSON(ParseError):
    """The body is not one object of strict JSON; the fault says why, and where."""

    def __init__(self, fault: Sentence) -> None:
        super().__init__()
        self.errors = {"body": [fault]}


class StrictJSON(BaseParser):
    """Parses an application/json object into a dict of JSON values."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the object. Raise ParseError (400), TooLarge (413), UnsupportedMediaType (415)."""
        check_encoding(media_type or "", parser_context)
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise TooLarge
        try:
            value = strict_json.loads(body)
        except ValueError as error:
            from glowcycle.api.json_faults import explain  # only refusals need it

            raise MalformedJSON(explain(body)) from error
        if not isinstance(value, dict):
            raise MalformedJSON(sentence("Send one JSON object."))
        return value


def check_encoding(media_type: str, parser_context: Mapping[str, Any] | None) -> None:
    """Refuse compressed bodies, and any charset but UTF-8, also as RFC 2231 spells it."""
    headers = parser_context["request"].headers if parser_context else {}
    if headers.get("Content-Encoding", "").strip().lower() not in ("", "identity"):
        raise UnsupportedMediaType(media_type)
    for parameter in media_type.lower().split(";")[1:]:
        name, _, value = parameter.partition("=")
        name, value = name.strip(), value.strip(' "')
        if name.startswith("charset") and (name != "charset" or value not in ("utf-8", "utf8")):
            raise UnsupportedMediaType(media_type)


class FileForm(BaseParser):
    """Parses multipart/form-data with one file of up to 4 MB: a photo, or a history."""

    media_type = MultiPartParser.media_type

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the parts by name. Raise ParseError, TooLarge, UnsupportedMediaType."""
        check_encoding(media_type or "", parser_context)
        length = stream.META.get("CONTENT_LENGTH") or "0"  # type: ignore[attr-defined]  # DRF's stream is the request
        if int(length) > MAX_FILE_BYTES + MAX_BYTES:
            raise TooLarge
        try:
            form: Any = MultiPartParser().parse(stream, media_type, parser_context)
            parts = [*form.data.lists(), *form.files.lists()]
            values_by_name = strict_json.unique(
                [(name, value) for name, values in parts for value in values]
            )
        except ValueError as error:
            raise ParseError from error
        if any(file.size > MAX_FILE_BYTES for file in form.files.values()):
            raise TooLarge
        return values_by_name
