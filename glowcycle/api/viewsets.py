"""The common part of the record viewsets: strict bodies in, records with an ETag out."""

import re
from typing import Any, ClassVar
from uuid import NAMESPACE_OID, uuid4, uuid5

from rest_framework.exceptions import ValidationError
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.csv_tables import CSV
from glowcycle.api.entity_tags import parse_etags
from glowcycle.api.serializers import RecordSerializer
from glowcycle.storage.records import Record
from glowcycle.storage.writes import Write

REQUEST_KEY = re.compile(r"[!-~]{1,255}")


class RecordViewSet(ViewSet):
    """A viewset over one kind of record.

    serializer  reads and writes the record
    key         the wire name of the record's key
    csv_name    the last part of the name of a CSV file

    While she restricts the processing of her data, only the actions that store or delete it go on.
    """

    while_restricted = frozenset({"create", "update", "partial_update", "destroy"})

    serializer: ClassVar[type[RecordSerializer]]
    key: ClassVar[str]
    csv_name: ClassVar[str]

    def get_renderers(self) -> list[BaseRenderer]:
        """Return the renderers of all addresses, and CSV for the list."""
        renderers: list[BaseRenderer] = super().get_renderers()
        # Keep the CSV renderer for unknown methods, so that they get 405 and not 406.
        if self.action in ("list", None):
            renderers = [*renderers, CSV(serializer=self.serializer, name=self.csv_name)]
        return renderers

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Return the headers of every answer. DRF sets Vary by the class's renderers only."""
        headers: dict[str, str] = super().default_response_headers
        return {**headers, "Vary": "Accept"}

    def parse_create(self, request: Request) -> Write:
        """Return the write for a new record, under the id in the body or a new one."""
        content = self._parse_content(request)
        key = content.pop(self.serializer.python_name(self.key), None) or new_id(request)
        return Write(
            user_id=caller_id(request),
            key=str(key),
            content=content,
            request_key=request_key(request),
        )

    def parse_change(self, request: Request, key: str) -> Write:
        """Return the write that changes the record of the address."""
        return parse_write(request, key, self._parse_content(request, **{self.key: key}))

    def parse_delete(self, request: Request, key: str) -> Write:
        """Return the write that deletes the record of the address."""
        return parse_write(request, key, None)

    def record_response(
        self, record: Record, *, status: int = 200, location: str | None = None
    ) -> Response:
        """Return the record as the response, with the ETag for If-Match."""
        headers = {"ETag": f'"{record.write_id}"'}
        if location:
            headers["Location"] = location
        return Response(self.serializer.of(record), status=status, headers=headers)

    def _parse_content(self, request: Request, **address: str) -> dict[str, Any]:
        """Return the validated content by Python name.

        `address` holds the values of the address by wire name: the body may repeat them, but not
        contradict them.
        """
        content = self.serializer.read_own(
            request.data,
            user_id=caller_id(request),
            partial=request.method == "PATCH",
            **address,
        )
        for name, value in address.items():
            if str(content.pop(self.serializer.python_name(name))) != value:
                raise ValidationError({name: ["Must be the one in the address."]})
        return content


def parse_write(request: Request, key: str, content: dict[str, Any] | None) -> Write:
    """Return the write of the content to a stored record; with None, the write that deletes it."""
    return Write(
        user_id=caller_id(request),
        key=key,
        content=content,
        if_match=if_match(request),
        request_key=request_key(request),
    )


def creates_only(request: Request) -> bool:
    """Return whether a PUT may create a record, and must change none."""
    return request.headers.get("If-None-Match", "").strip() == "*"


def new_id(request: Request, *, address: str = "") -> str:
    """Return an id for a new record; with an Idempotency-Key it follows from that key.

    So a repeated create finds the record that the first one stored, without a table of keys. The
    id uses the path without the stage, since only one of the two host names has the stage in it;
    where several addresses do the same, `address` is the one that counts for all.
    """
    key = request_key(request)
    if key is None:
        return str(uuid4())
    name = f"{caller_id(request)} {address or request.path_info} {key}"
    return str(uuid5(NAMESPACE_OID, name))


def request_key(request: Request) -> str | None:
    """Return the Idempotency-Key, None without one. Raise ValidationError for a malformed one."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not REQUEST_KEY.fullmatch(key):
        raise ValidationError({"Idempotency-Key": ["Must be 1 to 255 visible ASCII characters."]})
    return key


def if_match(request: Request) -> frozenset[str] | None:
    """Return the entity tags of If-Match, "*" for any record; None without the header.

    If-None-Match matches none: it demands that the record does not exist.
    """
    if "If-None-Match" in request.headers:
        return frozenset()
    header = request.headers.get("If-Match")
    return None if header is None else parse_etags(header)
