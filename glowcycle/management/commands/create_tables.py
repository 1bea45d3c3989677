from typing import Any

from django.core.management.base import BaseCommand

from glowcycle.aws import request_context
from glowcycle.infrastructure.tables import create_table, table_models


class Command(BaseCommand):
    help = "Create the tables, or complete their protection. A repetition is harmless."

    def handle(self, **_: Any) -> None:
        with request_context.act_as_operator():  # noqa: TID251  an operator's command
            for model in table_models():
                for done in create_table(model):
                    self.stdout.write(f"{model.Meta.table_name}: {done}")
                self.stdout.write(f"{model.Meta.table_name}: ready")
