from django.apps import AppConfig


class SkinConfig(AppConfig):
    name = "skin"
