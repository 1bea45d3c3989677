"""JSON as RFC 8259 and RFC 7493 (I-JSON) mean it. What Python would accept beyond them is refused.

One rule each, for every field of every body, read or not: a limit on bytes, depth and digits, UTF-8
without a byte order mark, no duplicate names, no lone surrogates or NUL, no NaN or infinity.
"""

import json
import math
import re
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import APIException, ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser, MultiPartParser

MAX_BYTES = 256 * 1024
MAX_PHOTO_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 20
# DynamoDB keeps 38 significant digits of a number; one more would be lost in silence.
MAX_DIGITS = 38

# A string that never closes reaches to the end: else each quote inside it would be tried in turn.
STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
UNUSABLE = re.compile("[\x00\ud800-\udfff]")


class TooLarge(APIException):
    """The body is larger than this address takes."""

    status_code = 413
    default_code = "too_large"


class StrictJSON(BaseParser):
    """Parses application/json into a dict of JSON values."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        _parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the object. Raise ParseError (400), TooLarge (413), UnsupportedMediaType (415)."""
        _check_charset(media_type or "")
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise TooLarge
        return read_object(body)


def read_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object that the bytes say. Raise ParseError for anything else."""
    _check_depth(body)
    try:
        value = json.loads(
            body.decode("utf-8"),  # a byte order mark stays, and is no JSON
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_refuse,
        )
    except ValueError as error:
        raise ParseError from error
    if not isinstance(value, dict):
        raise ParseError
    return value


def _check_charset(media_type: str) -> None:
    """Refuse any charset but UTF-8, and any other spelling of the parameter (RFC 2231)."""
    for parameter in media_type.lower().split(";")[1:]:
        name, _, value = parameter.partition("=")
        name, value = name.strip(), value.strip(' "')
        if name.startswith("charset") and (name != "charset" or value not in ("utf-8", "utf8")):
            raise UnsupportedMediaType(media_type)


def _check_depth(body: bytes) -> None:
    """Refuse deep nesting before the recursive parser meets it."""
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return
    depth = 0
    for bracket in re.finditer(rb"[\[{\]}]", STRINGS.sub(b"", body)):
        depth += 1 if bracket.group() in b"[{" else -1
        if depth > MAX_DEPTH:
            raise ParseError


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate names")
    for name, value in pairs:
        _check_text(name)
        _check_text(value)
    return found


def _check_text(value: Any) -> None:
    if isinstance(value, str) and UNUSABLE.search(value):
        raise ValueError("a character that no text has")
    if isinstance(value, list):
        for inner in value:
            _check_text(inner)


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > MAX_DIGITS:
        raise ValueError("too many digits")
    return int(digits)


def _float(digits: str) -> float:
    mantissa = re.split("[eE]", digits)[0]
    if len(re.sub(r"\D", "", mantissa).strip("0")) > MAX_DIGITS or not math.isfinite(float(digits)):
        raise ValueError("too many digits")
    return float(digits)


def _refuse(_constant: str) -> None:
    raise ValueError("not a JSON number")


class PhotoForm(BaseParser):
    """Parses multipart/form-data that carries one photo of up to 4 MB."""

    media_type = MultiPartParser.media_type

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the parts by name. Raise ParseError, TooLarge, UnsupportedMediaType."""
        _check_charset(media_type or "")
        length = stream.META.get("CONTENT_LENGTH") or "0"  # type: ignore[attr-defined]
        if int(length) > MAX_PHOTO_BYTES + MAX_BYTES:
            raise TooLarge
        try:
            form: Any = MultiPartParser().parse(stream, media_type, parser_context)
            parts = [*form.data.lists(), *form.files.lists()]
            found = _object([(name, value) for name, values in parts for value in values])
        except ValueError as error:
            raise ParseError from error
        if any(photo.size > MAX_PHOTO_BYTES for photo in form.files.values()):
            raise TooLarge
        return found
