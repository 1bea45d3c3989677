import json
from argparse import ArgumentParser, FileType
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from glowcycle.person.erasure import receipts


class Command(BaseCommand):
    help = "Say whether a receipt of an erasure was signed as it is, by this stage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=FileType(encoding="utf-8"), help="the receipt")
        parser.add_argument("--public-key", help="of another stage or SECRET_KEY")

    def handle(self, *, file: IO[str], public_key: str | None, **_: Any) -> None:
        with file:
            try:
                receipt = json.load(file)
            except ValueError as error:
                raise CommandError("FILE is no JSON.") from error
        key = public_key or receipts.public_key()
        if not isinstance(receipt, dict) or not receipts.is_genuine(receipt, public_key=key):
            raise CommandError("Not genuine: altered, or signed under another key.")
        self.stdout.write(f"Genuine: all was erased at {receipt['erasedAt']}.")
