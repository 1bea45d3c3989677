from django.urls import path

from glowcycle.api.negotiation import NoNegotiation
from glowcycle.report.views import ReportViewSet

urlpatterns = [
    path(
        "me/report",
        ReportViewSet.as_view(
            {"get": "retrieve", "post": "create"}, content_negotiation_class=NoNegotiation
        ),
        name="report",
    ),
]
