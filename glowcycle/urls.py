"""Every address of the service. Reads like the table of the API."""

from django.conf import settings
from django.urls import include, path, register_converter

from glowcycle.api.converters import RecordIdConverter
from glowcycle.api.health import HealthView
from glowcycle.openapi.views import DocsView, SchemaView

register_converter(RecordIdConverter, "record_id")

urlpatterns = [
    path("health", HealthView.as_view(), name="health"),
    path("schema", SchemaView.as_view(), name="schema"),
    path("docs", DocsView.as_view(), name="docs"),
    path("", include("journal.urls")),
    path("", include("period.urls")),
    path("", include("skin.urls")),
    path("", include("glowcycle.sync.urls")),
    path("", include("glowcycle.person.urls")),
    path("", include("glowcycle.report.urls")),
    path("", include("glowcycle.sharing.urls")),
]
if settings.QA_PAGES:
    urlpatterns.append(path("", include("glowcycle.web.urls")))
    if settings.SANDBOX:
        urlpatterns.append(path("", include("glowcycle.sandbox.urls")))

_problems = "glowcycle.web.problem_pages" if settings.QA_PAGES else "glowcycle.api.exceptions"
handler400 = f"{_problems}.bad_request"
handler404 = f"{_problems}.not_found"
handler500 = f"{_problems}.server_error"
