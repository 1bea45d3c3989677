from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api.authentication import caller_id
from glowcycle.api.pagination import Paginator
from glowcycle.api.viewsets import RecordViewSet
from glowcycle.sync.conditional_reads import conditional
from period import stage_services
from period.stage_serializers import StageQuery, StageSerializer


class StageViewSet(RecordViewSet):
    """Create, read, change, delete and list the caller's life stages."""

    serializer, key, csv_name = StageSerializer, "stageId", "stage"

    def create(self, request: Request) -> Response:
        stage = stage_services.create_stage(write=self.parse_create(request))
        location = reverse("period-stage", args=[stage.stage_id])
        return self.record_response(stage, status=201, location=location)

    def retrieve(self, request: Request, stage_id: str) -> Response:
        stage = stage_services.get_stage(user_id=caller_id(request), stage_id=stage_id)
        return self.record_response(stage)

    def update(self, request: Request, stage_id: str) -> Response:
        stage = stage_services.change_stage(write=self.parse_change(request, stage_id))
        return self.record_response(stage)

    def destroy(self, request: Request, stage_id: str) -> Response:
        stage_services.delete_stage(write=self.parse_delete(request, stage_id))
        return Response(status=204)

    @conditional("stage")
    def list(self, request: Request, **_: str) -> Response:
        paginator = Paginator(request, StageQuery)
        stages = stage_services.list_stages(
            user_id=caller_id(request), page_request=paginator.page_request
        )
        return Response(paginator.answer(stages, StageSerializer))
