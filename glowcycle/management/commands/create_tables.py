from typing import Any

from django.core.management.base import BaseCommand

from glowcycle.tables import create_table, record_models


class Command(BaseCommand):
    help = "Create the tables and switch on their protection; what is there already stays."

    def handle(self, **_: Any) -> None:
        for model in record_models():
            for done in create_table(model):
                self.stdout.write(f"{model.Meta.table_name}: {done}")
            self.stdout.write(f"{model.Meta.table_name}: ready")
