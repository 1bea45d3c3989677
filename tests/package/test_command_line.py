"""Zappa's command line takes the service into an account, and out again without a trace."""

import re
from collections.abc import Callable

import boto3
import pytest

from tests.support.package.cloud import CREDENTIALS, REGION
from tests.support.package.function import STAGES

FUNCTION = "glowcycle-dev"
URL = re.compile(rf"https://[a-z0-9]{{10}}\.execute-api\.{REGION}\.amazonaws\.com/dev")
MB = 1_000_000


@pytest.fixture
def aws(cloud) -> Callable[[str], "boto3.client"]:
    session = boto3.session.Session(
        CREDENTIALS["AWS_ACCESS_KEY_ID"], CREDENTIALS["AWS_SECRET_ACCESS_KEY"], region_name=REGION
    )
    return lambda service: session.client(service, endpoint_url=cloud)


def everything(aws):
    """Return what Zappa could have left in the account, by kind."""
    s3 = aws("s3")
    buckets = [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]
    return {
        "functions": [f["FunctionName"] for f in aws("lambda").list_functions()["Functions"]],
        "apis": [api["name"] for api in aws("apigateway").get_rest_apis()["items"]],
        "stacks": [s["StackName"] for s in aws("cloudformation").describe_stacks()["Stacks"]],
        "rules": [rule["Name"] for rule in aws("events").list_rules()["Rules"]],
        "logs": [g["logGroupName"] for g in aws("logs").describe_log_groups()["logGroups"]],
        "roles": [role["RoleName"] for role in aws("iam").list_roles()["Roles"]],
        "buckets": buckets,
        "files": [o for b in buckets for o in s3.list_objects_v2(Bucket=b).get("Contents", [])],
    }


def limits(aws):
    """Return how many requests the gateway lets through, a second and at once."""
    [api] = aws("apigateway").get_rest_apis()["items"]
    stage = aws("apigateway").get_stage(restApiId=api["id"], stageName="dev")
    every = stage["methodSettings"]["*/*"]
    return {"rate": every["throttlingRateLimit"], "burst": every["throttlingBurstLimit"]}


def configuration(aws):
    return aws("lambda").get_function(FunctionName=FUNCTION)["Configuration"]


def served(aws):
    """Return the version that requests of the gateway run on."""
    return aws("lambda").get_function(FunctionName=FUNCTION, Qualifier="snapstart")["Configuration"]


def test_deploy_status_update_rollback_schedule_and_undeploy(project, aws):
    aws("s3").create_bucket(
        Bucket="tests-deployments", CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    before = everything(aws)

    def zappa(*words):
        ran = project.zappa(*words)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    said = zappa("deploy", "dev")
    address = URL.search(said.splitlines()[-1])
    assert address, said
    made = configuration(aws)
    assert made["Handler"] == STAGES["dev"]["lambda_handler"]
    assert made["CodeSize"] <= 28 * MB
    assert limits(aws) == STAGES["dev"]["throttle"]
    assert address[0] in zappa("status", "dev")
    (project.folder / "glowcycle/later.py").write_text("LATER = True\n")
    said = zappa("update", "dev")
    assert address[0] in said
    assert configuration(aws)["CodeSha256"] != made["CodeSha256"]
    assert limits(aws) == STAGES["dev"]["throttle"]
    assert served(aws)["CodeSha256"] != made["CodeSha256"]
    # An update leaves a version with the code, and another where its settings changed too.
    zappa("rollback", "dev", "-n", "2")
    assert configuration(aws)["CodeSha256"] == made["CodeSha256"]
    assert served(aws)["CodeSha256"] == made["CodeSha256"]
    zappa("schedule", "dev")
    zappa("undeploy", "dev", "--yes", "--remove-logs")
    left = everything(aws)
    # Zappa never removes its role. The API goes with its stack on AWS; moto, which cannot delete an
    # API that way, keeps it: that it would be gone cannot be shown here.
    assert left == before | {
        "roles": [f"{FUNCTION}-ZappaLambdaExecutionRole"],
        "apis": [FUNCTION],
    }
