"""CloudWatch alarms on the service's own metrics and on Lambda's."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from glowcycle.aws import clients
from glowcycle.aws.metrics import NAMESPACE

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch.type_defs import DimensionTypeDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """An alarm that fires when the metric reaches the threshold in each of the last periods.

    seconds    the length of a period
    periods    the number of periods
    of_lambda  whether it is Lambda's metric of the function, not the service's own
    """

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
        meaning="DynamoDB or S3 throttles calls.",
        metric="Throttles",
        threshold=10,
    ),
    Alarm(
        name="budget-hits",
        meaning="Somebody writes or asks far more than a phone does. The log names the budgets.",
        metric="BudgetHits",
        threshold=100,
    ),
    Alarm(
        name="analyses",
        meaning="Bedrock gives no usable answers. The outcomes are in the log.",
        metric="BedrockFailures",
        threshold=5,
        seconds=900,
    ),
    # A phone gets one 401 when its token ends, so at tokens of an hour this is what 3,600 phones
    # get that all stay online. A larger stage needs a larger threshold.
    Alarm(
        name="unauthorized",
        meaning="One request a second has no valid token: guesses, or an issuer in trouble.",
        metric="Unauthorized",
        threshold=300,
    ),
    # An app asks for its own person's data only, with the consents that it needs, however many use
    # it. So far more of these than mishaps explain are a search for doors, or a broken release.
    Alarm(
        name="forbidden",
        meaning="Every six seconds somebody signed in asks for what is not hers to see or change.",
        metric="Forbidden",
        threshold=50,
    ),
    Alarm(
        name="refused-events",
        meaning="An event is neither a request nor an allowed command. Check who may invoke.",
        metric="RefusedEvents",
        threshold=1,
    ),
    Alarm(
        name="unreadable-records",
        meaning="Stored records or photos cannot be read. Look for broken seal in the log.",
        metric="UnreadableRecords",
        threshold=1,
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
        meaning="More requests at once than the account's concurrency limit for the function.",
        metric="Throttles",
        threshold=1,
        of_lambda=True,
    ),
)


def create_alarm(alarm: Alarm, *, topic: str | None) -> str:
    """Create or update the alarm, and return its full name.

    It notifies the SNS topic with that ARN when it fires and when it ends. Without a topic it only
    shows in the console. Raise ClientError.
    """
    name = f"{settings.FUNCTION_NAME}-{alarm.name}"
    topics = [topic] if topic else []
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
        TreatMissingData="notBreaching",  # no requests, no problem
        AlarmActions=topics,
        OKActions=topics,
    )
    return name
