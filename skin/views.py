from typing import Any

from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api.authentication import caller_id
from glowcycle.api.pagination import Page, PageQuery
from glowcycle.api.renderers import Pictured, is_picture
from glowcycle.api.responses import File
from glowcycle.api.serializers import OwnedInputSerializer
from glowcycle.api.viewsets import RecordViewSet, new_id
from period.background import cycles_behind
from skin import services
from skin.models import SkinScan
from skin.serializers import (
    PhotoAnalysis,
    ScanSerializer,
    UploadAnalysis,
    UploadFormSerializer,
    UploadRequest,
)


class SkinViewSet(Pictured, RecordViewSet):
    """Her skin scans: stated by her app, or measured on a photo."""

    body, key, history = ScanSerializer, "scanId", "skin"
    pictures = {"list": "skin.charts.history.draw_history"}

    def create(self, request: Request) -> Response:
        return self._answer_new(services.create_scan(write=self.creation(request)))

    def offer_upload(self, request: Request) -> Response:
        from skin import photo_services  # no start is to wait for it

        wish = UploadRequest.read_own(request.data, user_id=caller_id(request))
        offer = photo_services.offer_upload(user_id=caller_id(request), **wish)
        return Response(UploadFormSerializer.of(offer), status=201)

    def analyze(self, request: Request) -> Response:
        from skin import photo_services  # no start is to wait for it

        if "photoId" in request.data:
            wish = _wish(UploadAnalysis, request)
            scan = photo_services.analyze_upload(user_id=caller_id(request), **wish)
        else:
            wish = _wish(PhotoAnalysis, request)
            scan = photo_services.analyze_photo(user_id=caller_id(request), **wish)
        return self._answer_new(scan)

    def retrieve(self, request: Request, scan_id: str) -> Response:
        return self.answer(services.get_scan(user_id=caller_id(request), scan_id=scan_id))

    def photo(self, request: Request, scan_id: str) -> File:
        from skin import photo_services  # no start is to wait for it

        jpeg = photo_services.get_photo(user_id=caller_id(request), scan_id=scan_id)
        return File(jpeg, view=self, content_type="image/jpeg")

    def update(self, request: Request, scan_id: str) -> Response:
        return self.answer(services.change_scan(write=self.change(request, scan_id)))

    def destroy(self, request: Request, scan_id: str) -> Response:
        services.delete_scan(write=self.removal(request, scan_id))
        return Response(status=204)

    def list(self, request: Request, user_id: str) -> Response:
        page = Page(request, PageQuery)
        found = services.list_scans(user_id=user_id, **page.query)
        answer = page.answer(found, [ScanSerializer.of(scan) for scan in found.records])
        if is_picture(request) and found.records:
            answer["cycles"] = cycles_behind(
                user_id=user_id, days=[scan.day for scan in found.records]
            )
        return Response(answer)

    def _answer_new(self, scan: SkinScan) -> Response:
        return self.answer(scan, status=201, location=reverse("skin-scan", args=[scan.scan_id]))


def _wish(body: type[OwnedInputSerializer], request: Request) -> dict[str, Any]:
    """Return what is wished for of a photo; an Idempotency-Key gives the scan its id."""
    wish = body.read_own(request.data, user_id=caller_id(request))
    if "Idempotency-Key" in request.headers and wish["scan_id"] is None:
        wish["scan_id"] = new_id(request)
    return wish
