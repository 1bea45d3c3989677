from django.urls import path

from glowcycle.sync.views import SyncViewSet

urlpatterns = [
    path("sync", SyncViewSet.as_view({"get": "changes", "post": "apply"}), name="sync"),
]
