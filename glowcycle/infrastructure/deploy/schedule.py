"""The rule of EventBridge that finishes erasures. The operator creates it; the function may not."""

import json
from contextlib import suppress
from typing import Final

from django.conf import settings

from glowcycle.aws import clients
from glowcycle.errors import NotFound, Unavailable

RATE: Final = "rate(5 minutes)"
# The very event that the function's door lets in.
EVENT: Final = {"manage": "finish_erasures"}
NAME: Final = "finish-erasures"
# What the gateway invokes where the stage has SnapStart: Zappa moves it to each new version.
ALIAS: Final = "snapstart"
# A run that was missed needs no repetition: the next one comes soon.
RETRIES: Final = {"MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": 300}


def create_schedule() -> str:
    """Create or complete the rule, its right to invoke the function, and its target.

    Return what it invokes: the ARN of the function's alias, or of the function without SnapStart.
    A repetition is harmless. Raise NotFound without the function, Unavailable, ClientError.
    """
    events, rule = clients.events(), f"{settings.FUNCTION_NAME}-{NAME}"
    arn, qualifier = _invoked()
    rule_arn = events.put_rule(
        Name=rule,
        ScheduleExpression=RATE,
        State="ENABLED",
        Description="Finishes the erasures that people began.",
    )["RuleArn"]
    functions = clients.functions()
    with suppress(functions.exceptions.ResourceConflictException):  # it has this right already
        functions.add_permission(
            FunctionName=settings.FUNCTION_NAME,
            StatementId=NAME,
            Action="lambda:InvokeFunction",
            Principal="events.amazonaws.com",
            SourceArn=rule_arn,
            **({"Qualifier": qualifier} if qualifier else {}),
        )
    target = {"Id": NAME, "Arn": arn, "Input": json.dumps(EVENT), "RetryPolicy": RETRIES}
    if events.put_targets(Rule=rule, Targets=[target])["FailedEntryCount"]:
        raise Unavailable("EventBridge did not take the target: repeat the command.")
    return arn


def _invoked() -> tuple[str, str]:
    """Return the ARN to invoke and the name of its alias, "" without one. Raise NotFound."""
    functions, name = clients.functions(), settings.FUNCTION_NAME
    with suppress(functions.exceptions.ResourceNotFoundException):
        return str(functions.get_alias(FunctionName=name, Name=ALIAS)["AliasArn"]), ALIAS
    try:
        found = functions.get_function_configuration(FunctionName=name)
    except functions.exceptions.ResourceNotFoundException as error:
        raise NotFound(f"There is no function {name}: deploy the stage first.") from error
    return str(found["FunctionArn"]), ""
