from typing import TYPE_CHECKING

from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.queries import query_parameters
from glowcycle.api.today import today
from glowcycle.api.viewsets import request_key
from glowcycle.person.imports.serializers import (
    ApplyImport,
    ImportFile,
    ImportQuery,
    ImportSerializer,
    ImportSummarySerializer,
    ImportUpload,
    ImportUploadForm,
    ImportUploadRequest,
)

if TYPE_CHECKING:
    from glowcycle.person.imports.import_job import HistoryImport

# An import in one of these goes on when the request is repeated.
UNFINISHED = ("applying", "undoing")


class ImportViewSet(ViewSet):
    """Imports of another app's history."""

    # Its services are imported late to keep the cold start short.

    # What she brought is still hers to see and to take back.
    while_restricted = frozenset({"list", "retrieve", "undo"})

    def offer_upload(self, request: Request) -> Response:
        from glowcycle.person.imports import uploads

        user_id = caller_id(request)
        upload = ImportUploadRequest.read_own(request.data, user_id=user_id)
        offered = uploads.offer(user_id=user_id, size=upload["size"])
        return Response(ImportUploadForm.of(offered), status=201)

    def preview(self, request: Request) -> Response:
        from glowcycle.person.imports import preview, repeats, uploads

        user_id, key = caller_id(request), request_key(request)
        day = ImportQuery.read(query_parameters(request))["today"] or today()
        if "uploadId" in request.data:
            upload = ImportUpload.read_own(request.data, user_id=user_id)
            job = uploads.preview_upload(user_id=user_id, today=day, request_key=key, **upload)
        else:
            sent = ImportFile.read_own(request.data, user_id=user_id)
            again = repeats.of_file(
                sent["file"], user_id=user_id, key=key, format=sent.get("format")
            )
            job = preview.preview(user_id=user_id, today=day, request=again, **sent)
        location = reverse("import", args=[job.import_id])
        return Response(ImportSerializer.of(job), status=201, headers={"Location": location})

    def list(self, request: Request) -> Response:
        from glowcycle.person.imports import import_job

        jobs = import_job.list_all(user_id=caller_id(request))
        return Response({"imports": [ImportSummarySerializer.of(job) for job in jobs]})

    def retrieve(self, request: Request, import_id: str) -> Response:
        from glowcycle.person.imports import import_job

        job = import_job.find(user_id=caller_id(request), import_id=import_id)
        return Response(ImportSerializer.of(job))

    def apply(self, request: Request, import_id: str) -> Response:
        from glowcycle.person.imports import apply

        user_id = caller_id(request)
        choices = ApplyImport.read_own(request.data, user_id=user_id)
        return _response(apply.apply(user_id=user_id, import_id=import_id, **choices))

    def undo(self, request: Request, import_id: str) -> Response:
        from glowcycle.person.imports import undo

        job = undo.undo(user_id=caller_id(request), import_id=import_id)
        return Response(status=204) if job is None else _response(job)


def _response(job: "HistoryImport") -> Response:
    """Return the import; with 202 and Retry-After while the call has to be repeated."""
    if job.status in UNFINISHED:
        return Response(ImportSerializer.of(job), status=202, headers={"Retry-After": "1"})
    return Response(ImportSerializer.of(job))
