from django.apps import AppConfig


class PeriodConfig(AppConfig):
    name = "period"
