from logging.config import dictConfig

from django.apps import AppConfig
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, reset_queries


class GlowCycleConfig(AppConfig):
    name = "glowcycle"

    def ready(self) -> None:
        dictConfig(settings.LOGGING)
        # There is no SQL database, so no request needs to open or close connections.
        request_started.disconnect(reset_queries)
        request_started.disconnect(close_old_connections)
        request_finished.disconnect(close_old_connections)

        from glowcycle import checks  # noqa: F401  registers them
