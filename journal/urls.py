from django.urls import path

from journal.insight_views import InsightViewSet, InsightWordsViewSet
from journal.views import JournalViewSet

urlpatterns = [
    path("journal", JournalViewSet.as_view({"post": "create"}), name="journal"),
    path(
        "journal/<record_id:entry_id>",
        JournalViewSet.as_view(
            {"get": "retrieve", "put": "update", "patch": "update", "delete": "destroy"}
        ),
        name="journal-entry",
    ),
    path(
        "journal/user/<str:user_id>",
        JournalViewSet.as_view({"get": "list"}),
        name="journal-of-person",
    ),
    path(
        "journal/insights/<str:user_id>",
        InsightViewSet.as_view({"get": "retrieve"}),
        name="journal-insights",
    ),
    path(
        "journal/insights/<str:user_id>/words",
        InsightWordsViewSet.as_view({"post": "create"}),
        name="journal-insight-words",
    ),
]
