from django.urls import path

from glowcycle.api.negotiation import NoNegotiation
from glowcycle.api.parsers import FileForm, StrictJSON
from glowcycle.person.access_log.views import AccessLogViewSet
from glowcycle.person.calendar.views import CalendarViewSet
from glowcycle.person.consents.views import ConsentViewSet
from glowcycle.person.erasure.views import ErasureViewSet, ReceiptViewSet
from glowcycle.person.export.views import ExportViewSet
from glowcycle.person.imports.views import ImportViewSet
from glowcycle.person.moods.views import MoodsViewSet
from glowcycle.person.profile.views import ProfileViewSet
from glowcycle.person.restriction.views import RestrictionViewSet
from glowcycle.person.retention.views import RetentionViewSet
from glowcycle.person.shares.views import ShareViewSet

urlpatterns = [
    path("me", ErasureViewSet.as_view({"delete": "erase"}), name="me"),
    path("me/access-log", AccessLogViewSet.as_view({"get": "list"}), name="access-log"),
    path(
        "me/calendar",
        CalendarViewSet.as_view(
            {"get": "retrieve", "put": "make", "patch": "change", "delete": "end"}
        ),
        name="calendar",
    ),
    path("me/consents", ConsentViewSet.as_view({"get": "list"}), name="consents"),
    path(
        "me/consents/<slug:name>",
        ConsentViewSet.as_view({"get": "retrieve", "put": "give", "delete": "withdraw"}),
        name="consent",
    ),
    path(
        "me/export",
        ExportViewSet.as_view(
            {"get": "read", "head": "look", "post": "export", "delete": "discard"},
            content_negotiation_class=NoNegotiation,
        ),
        name="export",
    ),
    path(
        "me/imports",
        ImportViewSet.as_view(
            {"get": "list", "post": "preview"}, parser_classes=[StrictJSON, FileForm]
        ),
        name="imports",
    ),
    path(
        "me/imports/uploads",
        ImportViewSet.as_view({"post": "offer_upload"}),
        name="import-uploads",
    ),
    path(
        "me/imports/<record_id:import_id>",
        ImportViewSet.as_view({"get": "retrieve", "post": "apply", "delete": "undo"}),
        name="import",
    ),
    path("me/moods", MoodsViewSet.as_view({"get": "retrieve", "put": "replace"}), name="moods"),
    path(
        "me/profile",
        ProfileViewSet.as_view({"get": "retrieve", "put": "replace"}),
        name="profile",
    ),
    path(
        "me/receipts/<record_id:receipt_id>",
        ReceiptViewSet.as_view({"get": "retrieve"}),
        name="receipt",
    ),
    path(
        "me/restriction",
        RestrictionViewSet.as_view({"get": "retrieve", "put": "choose"}),
        name="restriction",
    ),
    path(
        "me/retention",
        RetentionViewSet.as_view({"get": "retrieve", "put": "choose"}),
        name="retention",
    ),
    path("me/shares", ShareViewSet.as_view({"get": "list", "post": "create"}), name="shares"),
    path(
        "me/shares/<record_id:share_id>",
        ShareViewSet.as_view({"get": "retrieve", "patch": "partial_update", "delete": "destroy"}),
        name="share",
    ),
]
