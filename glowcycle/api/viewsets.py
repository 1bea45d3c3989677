"""What all viewsets do alike: read a strict body, answer a record with its ETag."""

import re
from typing import Any, cast

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import person_id
from glowcycle.api.serializers import RecordBody
from glowcycle.store import Record

# A proxy that compresses marks a tag as weak; it still names the same state of the record.
ETAG = re.compile(r'"([\w-]+)"', re.ASCII)


class RecordViewSet(ViewSet):
    """A viewset over one kind of record, written and answered by `body`."""

    body: type[RecordBody]

    def written(self, request: Request, **fixed: str) -> dict[str, Any]:
        """Return the validated content by Python name.

        `fixed` holds, by wire name, what the address has settled: a body may repeat it, but not
        contradict it.
        """
        sent = self.body(
            data={**fixed, **cast(dict[str, Any], request.data)},
            partial=request.method == "PATCH",
            context={"user_id": person_id(request)},
        )
        sent.is_valid(raise_exception=True)
        values = dict(sent.validated_data)
        for name, value in fixed.items():
            if str(values.pop(sent.fields[name].source)) != value:
                raise ValidationError({name: ["Must be the one in the address."]})
        return values

    def answer(self, record: Record, *, status: int = 200, location: str | None = None) -> Response:
        """Return the record as the response, with the ETag that If-Match takes."""
        headers = {"ETag": f'"{record.write_id}"'}
        if location:
            headers["Location"] = location
        return Response(self.body.of(record), status=status, headers=headers)


def if_match(request: Request) -> frozenset[str] | None:
    """Return the entity tags of If-Match, "*" for any; None without the header.

    A header that cannot be read matches nothing: a write that was meant to be careful stays so.
    """
    header = request.headers.get("If-Match")
    if header is None:
        return None
    return frozenset({"*"}) if header.strip() == "*" else frozenset(ETAG.findall(header))
