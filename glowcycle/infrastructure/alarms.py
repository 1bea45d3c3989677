"""Alarms on what the log tells of the service, and on what Lambda tells of the function."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from glowcycle.aws import clients
from glowcycle.aws.metrics import NAMESPACE

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch.type_defs import DimensionTypeDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """It rings when the metric reaches `threshold` in each of `periods` spans of `seconds`."""

    name: str
    meaning: str
    metric: str
    threshold: float
    seconds: int = 300
    periods: int = 1
    percentile: str = ""
    of_lambda: bool = False


ALARMS = (
    Alarm(
        name="errors",
        meaning="The service answers 5xx. Look for level ERROR in the log.",
        metric="Errors",
        threshold=5,
    ),
    Alarm(
        name="slow",
        meaning="One request in twenty takes 3 s or more.",
        metric="Duration",
        percentile="p95",
        threshold=3000,
        periods=3,
    ),
    Alarm(
        name="throttles",
        meaning="DynamoDB or S3 turns calls away for their rate.",
        metric="Throttles",
        threshold=10,
    ),
    Alarm(
        name="analyses",
        meaning="Bedrock gives no usable answers. The outcomes are in the log.",
        metric="BedrockFailures",
        threshold=5,
        seconds=900,
    ),
    Alarm(
        name="crashes",
        meaning="The function ends without an answer: it does not start, or runs out of time.",
        metric="Errors",
        threshold=1,
        of_lambda=True,
    ),
    Alarm(
        name="turned-away",
        meaning="More calls at once than the account lets the function serve.",
        metric="Throttles",
        threshold=1,
        of_lambda=True,
    ),
)


def create_alarm(alarm: Alarm, *, topic: str | None) -> str:
    """Create the alarm, or make it what it should be, and return its full name.

    It tells the SNS topic of that ARN when it rings and when it stops; without one it only shows in
    the console. Raises ClientError where AWS refuses.
    """
    name = f"{settings.FUNCTION_NAME}-{alarm.name}"
    told = [topic] if topic else []
    dimension: DimensionTypeDef = (
        {"Name": "FunctionName", "Value": settings.FUNCTION_NAME}
        if alarm.of_lambda
        else {"Name": "stage", "Value": settings.STAGE}
    )
    clients.cloudwatch().put_metric_alarm(
        AlarmName=name,
        AlarmDescription=alarm.meaning,
        Namespace="AWS/Lambda" if alarm.of_lambda else NAMESPACE,
        MetricName=alarm.metric,
        Dimensions=[dimension],
        **({"ExtendedStatistic": alarm.percentile} if alarm.percentile else {"Statistic": "Sum"}),  # type: ignore[arg-type]  # one or the other
        Threshold=alarm.threshold,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        Period=alarm.seconds,
        EvaluationPeriods=alarm.periods,
        TreatMissingData="notBreaching",  # nobody calls: nothing is wrong
        AlarmActions=told,
        OKActions=told,
    )
    return name
