"""What all viewsets do alike: read a strict body, answer a record with its ETag."""

import re
from typing import Any, ClassVar, cast
from uuid import NAMESPACE_OID, uuid4, uuid5

from rest_framework.exceptions import ValidationError
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.csv_tables import CSV
from glowcycle.api.serializers import RecordSerializer
from glowcycle.storage.records import Record
from glowcycle.storage.writes import Write

# A proxy that compresses marks a tag as weak; it still names the same state of the record.
ETAG = re.compile(r'"([\w-]+)"', re.ASCII)
REQUEST_KEY = re.compile(r"[!-~]{1,255}")


class RecordViewSet(ViewSet):
    """A viewset over one kind of record, written and answered by `body`, told apart by `key`.

    `history` is what a file of all of them is called.
    """

    body: ClassVar[type[RecordSerializer]]
    key: ClassVar[str]
    history: ClassVar[str]

    def get_renderers(self) -> list[BaseRenderer]:
        """Return the renderers of all addresses; a list can be had as a table as well."""
        renderers: list[BaseRenderer] = super().get_renderers()
        table = CSV(body=self.body, name=self.history)
        # Of a method that there is not, it is that which is to be said, in whatever form.
        return [*renderers, table] if self.action in ("list", None) else renderers

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Return the headers of every answer; DRF itself counts only the renderers of all."""
        headers: dict[str, str] = super().default_response_headers
        return {**headers, "Vary": "Accept"}

    def creation(self, request: Request) -> Write:
        """Return the write that stores a new record, under the id that was sent or a new one."""
        content, user_id = self.written(request), caller_id(request)
        request_key = _request_key(request)
        key = content.pop(self.body.python_name(self.key), None) or new_id(request)
        return Write(user_id=user_id, key=str(key), content=content, request_key=request_key)

    def change(self, request: Request, key: str) -> Write:
        """Return the write that alters the record of the address."""
        return self._write(request, key, self.written(request, **{self.key: key}))

    def removal(self, request: Request, key: str) -> Write:
        """Return the write that deletes the record of the address."""
        return self._write(request, key, None)

    def _write(self, request: Request, key: str, content: dict[str, Any] | None) -> Write:
        return Write(
            user_id=caller_id(request),
            key=key,
            content=content,
            if_match=_if_match(request),
            request_key=_request_key(request),
        )

    def written(self, request: Request, **fixed: str) -> dict[str, Any]:
        """Return the validated content by Python name.

        `fixed` holds, by wire name, what the address has settled: a body may repeat it, but not
        contradict it.
        """
        values = self.body.read_own(
            {**fixed, **cast(dict[str, Any], request.data)},
            user_id=caller_id(request),
            partial=request.method == "PATCH",
        )
        for name, value in fixed.items():
            if str(values.pop(self.body.python_name(name))) != value:
                raise ValidationError({name: ["Must be the one in the address."]})
        return values

    def answer(self, record: Record, *, status: int = 200, location: str | None = None) -> Response:
        """Return the record as the response, with the ETag that If-Match takes."""
        headers = {"ETag": f'"{record.write_id}"'}
        if location:
            headers["Location"] = location
        return Response(self.body.of(record), status=status, headers=headers)


def new_id(request: Request) -> str:
    """Return an id for a new record: with an Idempotency-Key the one that follows from it.

    So a repeated create finds what the first one stored, and no table of keys is needed. The path
    is that without the stage, which one of two host names has in front of it.
    """
    request_key = _request_key(request)
    if request_key is None:
        return str(uuid4())
    return str(uuid5(NAMESPACE_OID, f"{caller_id(request)} {request.path_info} {request_key}"))


def _request_key(request: Request) -> str | None:
    """Return the Idempotency-Key, None without one. Raise ValidationError for a malformed one."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not REQUEST_KEY.fullmatch(key):
        raise ValidationError({"Idempotency-Key": ["Must be 1 to 255 visible ASCII characters."]})
    return key


def _if_match(request: Request) -> frozenset[str] | None:
    """Return the entity tags of If-Match, "*" for any; None without the header.

    A header that cannot be read matches nothing: a write that was meant to be careful stays so. So
    does If-None-Match, which asks that nothing be there to be changed.
    """
    if "If-None-Match" in request.headers:
        return frozenset()
    header = request.headers.get("If-Match")
    if header is None:
        return None
    return frozenset({"*"}) if header.strip() == "*" else frozenset(ETAG.findall(header))
