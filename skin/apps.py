from django.apps import AppConfig


class SkinConfig(AppConfig):
    name = "skin"

    def ready(self) -> None:
        from skin import checks  # noqa: F401  registers them
