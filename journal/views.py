from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api.authentication import caller_id
from glowcycle.api.pagination import Page
from glowcycle.api.renderers import Pictured, is_picture
from glowcycle.api.viewsets import RecordViewSet
from journal import services
from journal.serializers import EntryQuery, EntrySerializer
from period.background import cycles_behind


class JournalViewSet(Pictured, RecordViewSet):
    """Her journal: create, read, replace, change, delete, list."""

    body, key, history = EntrySerializer, "entryId", "journal"
    pictures = {"list": "journal.charts.history.draw_history"}

    def create(self, request: Request) -> Response:
        entry = services.create_entry(write=self.creation(request))
        return self.answer(entry, status=201, location=f"{request.path}/{entry.entry_id}")

    def retrieve(self, request: Request, entry_id: str) -> Response:
        return self.answer(services.get_entry(user_id=caller_id(request), entry_id=entry_id))

    def update(self, request: Request, entry_id: str) -> Response:
        return self.answer(services.change_entry(write=self.change(request, entry_id)))

    def destroy(self, request: Request, entry_id: str) -> Response:
        services.delete_entry(write=self.removal(request, entry_id))
        return Response(status=204)

    def list(self, request: Request, user_id: str) -> Response:
        page = Page(request, EntryQuery)
        found = services.list_entries(user_id=user_id, **page.query)
        answer = page.answer(found, [EntrySerializer.of(entry) for entry in found.records])
        if is_picture(request) and found.records:
            days = [entry.day for entry in found.records]
            answer["cycles"] = cycles_behind(user_id=user_id, days=days)
        return Response(answer)
