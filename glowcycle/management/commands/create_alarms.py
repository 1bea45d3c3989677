import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from glowcycle.infrastructure.alarms import ALARMS, create_alarm

TOPIC = re.compile(r"arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}")


class Command(BaseCommand):
    help = "Create or update the alarms of the stage. A repetition is harmless."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--topic", help="the ARN of the SNS topic to notify")

    def handle(self, *, topic: str | None, **_: Any) -> None:
        if topic and not TOPIC.fullmatch(topic):
            raise CommandError("--topic must be the ARN of an SNS topic.")
        for alarm in ALARMS:
            self.stdout.write(f"{create_alarm(alarm, topic=topic)}: ready")
        if not topic:
            self.stdout.write("The alarms notify nobody: repeat the command with --topic.")
