from typing import Any

from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api.authentication import caller_id
from glowcycle.api.entity_tags import parse_etags
from glowcycle.api.pagination import PageQuery, Paginator
from glowcycle.api.renderers import PictureResponse, PictureViewSet, is_drawn
from glowcycle.api.responses import File, NotModified
from glowcycle.api.serializers import OwnedInputSerializer
from glowcycle.api.viewsets import RecordViewSet, new_id
from glowcycle.sync.conditional_reads import PROFILE, conditional
from period.picture_data import phases_behind
from skin import analysis_services, photo_services, services
from skin.models import SkinScan
from skin.serializers import (
    NamedUploadAnalysis,
    PhotoAnalysis,
    ScanSerializer,
    UploadAnalysis,
    UploadFormSerializer,
    UploadRequest,
)

ANALYZE = "/skin/analyze"  # an Idempotency-Key names one analysis, at whichever address


class SkinViewSet(PictureViewSet, RecordViewSet):
    """Create, read, change, delete and list the caller's skin scans; measure her photos."""

    serializer, key, csv_name = ScanSerializer, "scanId", "skin"
    pictures = {"list": "skin.charts.history.compose"}

    def create(self, request: Request) -> Response:
        scan = services.create_scan(write=self.parse_create(request))
        return self._created_response(scan)

    def offer_upload(self, request: Request) -> Response:
        user_id = caller_id(request)
        upload = UploadRequest.read_own(request.data, user_id=user_id)
        form = photo_services.offer_upload(
            user_id=user_id, content_type=upload["content_type"], size=upload["size"]
        )
        return Response(UploadFormSerializer.of(form), status=201)

    def analyze(self, request: Request) -> Response:
        # An uploaded photo has an address of its own. Older phones name it here, in JSON.
        if "photoId" in request.data:
            arguments = _parse_analysis(request, NamedUploadAnalysis)
            scan = analysis_services.analyze_upload(user_id=caller_id(request), **arguments)
        else:
            arguments = _parse_analysis(request, PhotoAnalysis)
            scan = analysis_services.analyze_photo(user_id=caller_id(request), **arguments)
        return self._created_response(scan)

    def analyze_upload(self, request: Request, photo_id: str) -> Response:
        arguments = _parse_analysis(request, UploadAnalysis)
        scan = analysis_services.analyze_upload(
            user_id=caller_id(request), photo_id=photo_id, **arguments
        )
        return self._created_response(scan)

    def retrieve(self, request: Request, scan_id: str) -> Response:
        scan = services.get_scan(user_id=caller_id(request), scan_id=scan_id)
        return self.record_response(scan)

    def photo(self, request: Request, scan_id: str) -> File | NotModified:
        photo = photo_services.get_photo(
            user_id=caller_id(request),
            scan_id=scan_id,
            known=parse_etags(request.headers.get("If-None-Match", "")),
        )
        tag = f'"{photo.etag}"'
        if photo.jpeg is None:
            return NotModified(tag)
        return File(photo.jpeg, view=self, content_type="image/jpeg", headers={"ETag": tag})

    def update(self, request: Request, scan_id: str) -> Response:
        scan = services.change_scan(write=self.parse_change(request, scan_id))
        return self.record_response(scan)

    def destroy(self, request: Request, scan_id: str) -> Response:
        services.delete_scan(write=self.parse_delete(request, scan_id))
        return Response(status=204)

    @conditional("skin", "period", "stage", drawn=(PROFILE,))
    def list(self, request: Request, **_: str) -> Response:
        user_id = caller_id(request)
        paginator = Paginator(request, PageQuery)
        scans = services.list_scans(user_id=user_id, page_request=paginator.page_request)
        answer = paginator.answer(scans, ScanSerializer)
        if not is_drawn(request):
            return Response(answer)
        drawn = phases_behind(scans.records, user_id=user_id) | {"query": paginator.query}
        return PictureResponse(answer, drawn=drawn)

    def _created_response(self, scan: SkinScan) -> Response:
        location = reverse("skin-scan", args=[scan.scan_id])
        return self.record_response(scan, status=201, location=location)


def _parse_analysis(request: Request, input_type: type[OwnedInputSerializer]) -> dict[str, Any]:
    """Return the arguments of an analysis; an Idempotency-Key gives the scan its id."""
    analysis = input_type.read_own(request.data, user_id=caller_id(request))
    if "Idempotency-Key" in request.headers and analysis["scan_id"] is None:
        analysis["scan_id"] = new_id(request, address=ANALYZE)
    return analysis
