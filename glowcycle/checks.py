"""System checks: settings that can start, but are wrong together. Dangerous ones do not start."""

from typing import Any

from django.conf import settings
from django.core.checks import WARNING, CheckMessage, Error, register

MAX_TOTAL_BYTES = 3_000_000_000


@register()
def check_bedrock(**_: Any) -> list[CheckMessage]:
    """Bedrock in the sandbox needs a real endpoint: moto would answer without an analysis."""
    if not settings.SANDBOX or (
        settings.AWS_ENDPOINT_URL_BEDROCK_RUNTIME or settings.AWS_ENDPOINT_URL
    ):
        return []
    return [
        Error(
            f"{name}=bedrock needs AWS_ENDPOINT_URL_BEDROCK_RUNTIME in the sandbox: "
            f"https://bedrock-runtime.{settings.AWS_REGION}.amazonaws.com for AWS's own.",
            id="glowcycle.E005",
        )
        for name in ("SKIN_ANALYZER", "INSIGHT_WORDS")
        if getattr(settings, name) == "bedrock"
    ]


@register()
def check_totals(**_: Any) -> list[CheckMessage]:
    """What one person may write must fit into a partition of DynamoDB: see storage.write_budget."""
    if settings.WRITE_BUDGETS["totalBytes"] > MAX_TOTAL_BYTES:
        hint = "TOTAL_MEGABYTES must be at most 3000: DynamoDB keeps three copies, 10 GB in all."
        return [Error(hint, id="glowcycle.E006")]
    return []


@register()
def check_endpoints(**_: Any) -> list[CheckMessage]:
    """A stage that reaches AWS on its own machine is a test."""
    names = (
        "DYNAMODB_ENDPOINT_URL",
        "AWS_ENDPOINT_URL",
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
    )
    if settings.SANDBOX:
        return []
    return [
        CheckMessage(WARNING, f"{name} is http: only for a test.", id="glowcycle.W004")
        for name in names
        if getattr(settings, name).startswith("http://")
    ]
