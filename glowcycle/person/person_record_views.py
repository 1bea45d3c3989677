from typing import ClassVar

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.viewsets import creates_only, parse_write
from glowcycle.person import person_records
from glowcycle.person.person_record_serializers import PersonRecordSerializer, to_json
from glowcycle.person.person_records import PersonRecord


class PersonRecordViewSet(ViewSet):
    """Read and replace what she says of herself once."""

    while_restricted = frozenset({"retrieve", "replace"})

    model: ClassVar[type[PersonRecord]]
    serializer: ClassVar[type[PersonRecordSerializer]]

    def retrieve(self, request: Request) -> Response:
        return self._response(person_records.get(self.model, user_id=caller_id(request)))

    def replace(self, request: Request) -> Response:
        write = parse_write(request, self.model.NAME, self.serializer.read(request.data))
        record = person_records.replace(self.model, write=write, only_new=creates_only(request))
        return self._response(record)

    def _response(self, record: PersonRecord | None) -> Response:
        headers = {"ETag": f'"{record.write_id}"'} if record else {}
        return Response(to_json(self.serializer, record), headers=headers)
