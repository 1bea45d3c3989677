from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api.authentication import person_id
from glowcycle.api.pagination import Page, PageQuery
from glowcycle.api.viewsets import RecordViewSet, if_match
from skin import services
from skin.models import SkinScan
from skin.serializers import AnalysisBody, ScanBody


class SkinViewSet(RecordViewSet):
    """Her skin scans: stated by her app, or measured on a photo."""

    body = ScanBody

    def create(self, request: Request) -> Response:
        content = self.written(request)
        scan = services.add_scan(
            user_id=person_id(request), scan_id=content.pop("scan_id", None), content=content
        )
        return self._answer_new(scan)

    def analyze(self, request: Request) -> Response:
        sent = AnalysisBody(data=request.data)
        sent.is_valid(raise_exception=True)
        scan = services.analyze_photo(
            user_id=person_id(request),
            photo=sent.validated_data["photo"].read(),
            scan_id=sent.validated_data["scan_id"],
            when=sent.validated_data.get("date"),
        )
        return self._answer_new(scan)

    def retrieve(self, request: Request, scan_id: str) -> Response:
        return self.answer(services.get_scan(user_id=person_id(request), scan_id=scan_id))

    def update(self, request: Request, scan_id: str) -> Response:
        scan = services.change_scan(
            user_id=person_id(request),
            scan_id=scan_id,
            content=self.written(request, scanId=scan_id),
            if_match=if_match(request),
        )
        return self.answer(scan)

    def destroy(self, request: Request, scan_id: str) -> Response:
        services.delete_scan(
            user_id=person_id(request), scan_id=scan_id, if_match=if_match(request)
        )
        return Response(status=204)

    def list(self, request: Request, user_id: str) -> Response:
        page = Page(request, PageQuery)
        found = services.list_scans(user_id=user_id, **page.query)
        return Response(page.answer(found, [ScanBody.of(scan) for scan in found.records]))

    def _answer_new(self, scan: SkinScan) -> Response:
        return self.answer(scan, status=201, location=reverse("skin-scan", args=[scan.scan_id]))
