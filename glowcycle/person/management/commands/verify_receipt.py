import json
from argparse import ArgumentParser, FileType
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from glowcycle.person.erasure import receipts


class Command(BaseCommand):
    help = "Check that this stage signed the receipt of an erasure, and that nobody altered it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=FileType(encoding="utf-8"), help="the receipt as JSON")
        parser.add_argument(
            "--public-key", help="the public key of another stage or of an earlier SECRET_KEY"
        )

    def handle(self, *, file: IO[str], public_key: str | None, **_: Any) -> None:
        with file:
            try:
                receipt = json.load(file)
            except ValueError as error:
                raise CommandError(
                    "The file is not JSON: pass the receipt as it was given."
                ) from error
        key = public_key or receipts.public_key()
        if not isinstance(receipt, dict) or not receipts.is_genuine(receipt, public_key=key):
            raise CommandError("Not genuine: the receipt was altered, or another key signed it.")
        self.stdout.write(f"Genuine: all data was erased at {receipt['erasedAt']}.")
