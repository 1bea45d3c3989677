"""Zappa's command line deploys the service into an account and removes it again."""

import re
from collections.abc import Callable

import boto3
import pytest

from tests.support.package.cloud import CREDENTIALS, REGION
from tests.support.package.function import STAGES

FUNCTION = "glowcycle-dev"
URL = re.compile(rf"https://[a-z0-9]{{10}}\.execute-api\.{REGION}\.amazonaws\.com/dev")


@pytest.fixture
def aws(cloud) -> Callable[[str], "boto3.client"]:
    session = boto3.session.Session(
        CREDENTIALS["AWS_ACCESS_KEY_ID"], CREDENTIALS["AWS_SECRET_ACCESS_KEY"], region_name=REGION
    )
    return lambda service: session.client(service, endpoint_url=cloud)


def resources(aws):
    """Return the resources of the account by kind, as far as Zappa creates any."""
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


def throttle(aws):
    """Return how many requests per second and at once the gateway allows."""
    [api] = aws("apigateway").get_rest_apis()["items"]
    stage = aws("apigateway").get_stage(restApiId=api["id"], stageName="dev")
    settings = stage["methodSettings"]["*/*"]
    return {"rate": settings["throttlingRateLimit"], "burst": settings["throttlingBurstLimit"]}


def configuration(aws):
    return aws("lambda").get_function(FunctionName=FUNCTION)["Configuration"]


def served_version(aws):
    """Return the version that serves the gateway's requests."""
    return aws("lambda").get_function(FunctionName=FUNCTION, Qualifier="snapstart")["Configuration"]


def test_commands_for_a_stage_run_on_the_operators_machine(project, deployed, aws):
    alarms = project.manage("create_alarms", "--stage", "dev")
    assert alarms.returncode == 0, alarms.stderr
    names = {a["AlarmName"] for a in aws("cloudwatch").describe_alarms()["MetricAlarms"]}
    assert f"{FUNCTION}-refused-events" in names
    assert "tests-photos-dev" in [b["Name"] for b in aws("s3").list_buckets()["Buckets"]]
    erased = project.manage("erase_person", "anna", "--stage", "dev")
    assert "Her data key is destroyed" in erased.stdout, erased.stderr
    unknown = project.manage("create_tables", "--stage", "nowhere")
    assert unknown.returncode == 1
    assert unknown.stderr.startswith("zappa_settings.json has no stage nowhere")


def test_deploy_status_update_rollback_schedule_and_undeploy(project, aws):
    aws("s3").create_bucket(
        Bucket="tests-deployments", CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    before = resources(aws)

    def zappa(*words):
        command = project.zappa(*words)
        assert command.returncode == 0, command.stdout + command.stderr
        return command.stdout

    output = zappa("deploy", "dev")
    address = URL.search(output.splitlines()[-1])
    assert address, output
    deployed = configuration(aws)
    assert deployed["Handler"] == STAGES["dev"]["lambda_handler"]
    assert throttle(aws) == STAGES["dev"]["throttle"]
    assert address[0] in zappa("status", "dev")
    (project.folder / "glowcycle/later.py").write_text("LATER = True\n")
    output = zappa("update", "dev")
    assert address[0] in output
    assert configuration(aws)["CodeSha256"] != deployed["CodeSha256"]
    assert throttle(aws) == STAGES["dev"]["throttle"]
    assert served_version(aws)["CodeSha256"] != deployed["CodeSha256"]
    # An update adds one version for the code and one for changed settings.
    zappa("rollback", "dev", "-n", "2")
    assert configuration(aws)["CodeSha256"] == deployed["CodeSha256"]
    assert served_version(aws)["CodeSha256"] == deployed["CodeSha256"]
    zappa("schedule", "dev")
    zappa("undeploy", "dev", "--yes", "--remove-logs")
    left = resources(aws)
    # Zappa never removes its role. On AWS the API goes with its stack; moto keeps the API.
    assert left == before | {
        "roles": [f"{FUNCTION}-ZappaLambdaExecutionRole"],
        "apis": [FUNCTION],
    }
