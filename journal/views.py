from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api.authentication import caller_id
from glowcycle.api.pagination import Paginator
from glowcycle.api.renderers import PictureResponse, PictureViewSet, is_drawn
from glowcycle.api.viewsets import RecordViewSet
from glowcycle.sync.conditional_reads import MOODS, PROFILE, conditional
from journal import services
from journal.serializers import EntryQuery, EntrySerializer
from period.picture_data import phases_behind


class JournalViewSet(PictureViewSet, RecordViewSet):
    """Create, read, change, delete and list the caller's journal entries."""

    serializer, key, csv_name = EntrySerializer, "entryId", "journal"
    pictures = {"list": "journal.charts.history.compose"}

    def create(self, request: Request) -> Response:
        entry = services.create_entry(write=self.parse_create(request))
        return self.record_response(entry, status=201, location=f"{request.path}/{entry.entry_id}")

    def retrieve(self, request: Request, entry_id: str) -> Response:
        entry = services.get_entry(user_id=caller_id(request), entry_id=entry_id)
        return self.record_response(entry)

    def update(self, request: Request, entry_id: str) -> Response:
        entry = services.change_entry(write=self.parse_change(request, entry_id))
        return self.record_response(entry)

    def destroy(self, request: Request, entry_id: str) -> Response:
        services.delete_entry(write=self.parse_delete(request, entry_id))
        return Response(status=204)

    @conditional("journal", "period", "stage", drawn=(PROFILE, MOODS))
    def list(self, request: Request, **_: str) -> Response:
        user_id = caller_id(request)
        paginator = Paginator(request, EntryQuery)
        entries = services.list_entries(
            user_id=user_id,
            page_request=paginator.page_request,
            mood=paginator.filters["mood"],
            tag=paginator.filters["tag"],
        )
        answer = paginator.answer(entries, EntrySerializer)
        if not is_drawn(request):
            return Response(answer)
        drawn = phases_behind(entries.records, user_id=user_id)
        moods = services.order_of_moods(user_id=user_id, entries=entries.records)
        return PictureResponse(answer, drawn={**drawn, "query": paginator.query, "moods": moods})
