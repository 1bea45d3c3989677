from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api.authentication import person_id
from glowcycle.api.pagination import Page
from glowcycle.api.viewsets import RecordViewSet, if_match
from journal import services
from journal.serializers import EntryBody, EntryQuery


class JournalViewSet(RecordViewSet):
    """Her journal: create, read, replace, change, delete, list."""

    body = EntryBody

    def create(self, request: Request) -> Response:
        content = self.written(request)
        entry = services.add_entry(
            user_id=person_id(request), entry_id=content.pop("entry_id", None), content=content
        )
        return self.answer(
            entry, status=201, location=reverse("journal-entry", args=[entry.entry_id])
        )

    def retrieve(self, request: Request, entry_id: str) -> Response:
        return self.answer(services.get_entry(user_id=person_id(request), entry_id=entry_id))

    def update(self, request: Request, entry_id: str) -> Response:
        entry = services.change_entry(
            user_id=person_id(request),
            entry_id=entry_id,
            content=self.written(request, entryId=entry_id),
            if_match=if_match(request),
        )
        return self.answer(entry)

    def destroy(self, request: Request, entry_id: str) -> Response:
        services.delete_entry(
            user_id=person_id(request), entry_id=entry_id, if_match=if_match(request)
        )
        return Response(status=204)

    def list(self, request: Request, user_id: str) -> Response:
        page = Page(request, EntryQuery)
        found = services.list_entries(user_id=user_id, **page.query)
        return Response(page.answer(found, [EntryBody.of(entry) for entry in found.records]))
