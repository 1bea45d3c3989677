from django.apps import AppConfig


class GlowCycleConfig(AppConfig):
    name = "glowcycle"

    def ready(self) -> None:
        from glowcycle import checks  # noqa: F401  registers them
