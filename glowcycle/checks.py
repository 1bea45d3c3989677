"""System checks: combinations of settings that are each valid, but wrong together."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def check_stage(**_: Any) -> list[CheckMessage]:
    """The sandbox must not run in a Lambda: it issues its own tokens."""
    if settings.SANDBOX and settings.IN_LAMBDA:
        return [Error("STAGE is missing: a Lambda must not run the sandbox.", id="glowcycle.E001")]
    return []


@register()
def check_origins(**_: Any) -> list[CheckMessage]:
    """CORS must not allow every origin by mistake."""
    wrong = [o for o in settings.CORS_ALLOWED_ORIGINS if not o.startswith("https://")]
    if wrong and not settings.SANDBOX:
        hint = "CORS_ALLOWED_ORIGINS must name https origins, none of them a wildcard."
        return [Error(hint, id="glowcycle.E002")]
    return []


@register()
def check_hosts(**_: Any) -> list[CheckMessage]:
    """A wildcard host would let the links in a response point anywhere."""
    if "*" in settings.ALLOWED_HOSTS:
        return [Error("ALLOWED_HOSTS must name hosts, not *.", id="glowcycle.E003")]
    return []


@register()
def check_analyzer(**_: Any) -> list[CheckMessage]:
    """Bedrock in the sandbox needs a real endpoint: moto would answer without an analysis."""
    if (
        settings.SANDBOX
        and settings.SKIN_ANALYZER == "bedrock"
        and not (settings.AWS_ENDPOINT_URL_BEDROCK_RUNTIME or settings.AWS_ENDPOINT_URL)
    ):
        hint = (
            "SKIN_ANALYZER=bedrock needs AWS_ENDPOINT_URL_BEDROCK_RUNTIME in the sandbox: "
            f"https://bedrock-runtime.{settings.AWS_REGION}.amazonaws.com for AWS's own."
        )
        return [Error(hint, id="glowcycle.E005")]
    return []


@register()
def check_endpoints(**_: Any) -> list[CheckMessage]:
    """Outside the sandbox her data must cross networks encrypted."""
    names = (
        "DYNAMODB_ENDPOINT_URL",
        "AWS_ENDPOINT_URL",
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
    )
    if settings.SANDBOX:
        return []
    return [
        Error(f"{name} must be https outside the sandbox.", id="glowcycle.E004")
        for name in names
        if getattr(settings, name).startswith("http://")
    ]
