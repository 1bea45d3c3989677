"""The commands of docs/operations.md that make AWS limit requests run as they are written."""

import re

import pytest

from tests.support.aws_commands import REGION, account, commands_of


@pytest.fixture(scope="module")
def commands():
    """Return the shell commands of the section."""
    return commands_of("operations.md", section="What only AWS can limit")


@pytest.fixture(scope="module")
def made(commands, tmp_path_factory):
    """Run the commands once, for an API as Zappa names it; return a function that makes clients."""
    with account(tmp_path_factory.mktemp("aws")) as ours:
        api = ours.client("apigateway").create_rest_api(name="glowcycle-dev")["id"]
        assert f"api={api}" in ours.run(f"{commands}\necho api=$API")
        yield ours.client


def test_the_web_acl_refuses_floods_by_token_and_by_address(made):
    waf = made("wafv2")
    [summary] = waf.list_web_acls(Scope="REGIONAL")["WebACLs"]
    acl = waf.get_web_acl(Name=summary["Name"], Id=summary["Id"], Scope="REGIONAL")["WebACL"]
    assert acl["DefaultAction"] == {"Allow": {}}
    rates = {rule["Name"]: rule["Statement"]["RateBasedStatement"] for rule in acl["Rules"]}
    assert rates["token"]["CustomKeys"][0]["Header"]["Name"] == "authorization"
    assert rates["address"]["AggregateKeyType"] == "IP"
    for rule in acl["Rules"]:
        answer = rule["Action"]["Block"]["CustomResponse"]
        assert answer["ResponseCode"] == 429
        assert [header["Name"] for header in answer["ResponseHeaders"]] == ["Retry-After"]


def test_no_sample_of_requests_shows_a_token(made):
    waf = made("wafv2")
    [summary] = waf.list_web_acls(Scope="REGIONAL")["WebACLs"]
    acl = waf.get_web_acl(Name=summary["Name"], Id=summary["Id"], Scope="REGIONAL")["WebACL"]
    for part in (acl, *acl["Rules"]):
        assert part["VisibilityConfig"]["SampledRequestsEnabled"] is False


def test_an_honest_person_stays_far_below_the_rates_of_the_web_acl(commands):
    limits = {int(limit) for limit in re.findall(r'"Limit": (\d+)', commands)}
    # The importing phone of test_throttles sends 250 requests; many phones share an address.
    assert min(limits) >= 10 * 250
    assert max(limits) >= 5 * min(limits)


def test_the_api_of_the_stage_has_the_web_acl(made):
    api = made("apigateway").get_rest_apis()["items"][0]["id"]
    stage = f"arn:aws:apigateway:{REGION}::/restapis/{api}/stages/dev"
    found = made("wafv2").get_web_acl_for_resource(ResourceArn=stage)
    assert found["WebACL"]["Name"] == "glowcycle-dev"


def test_the_usage_plan_limits_the_stage_and_has_the_key(made):
    gateway = made("apigateway")
    [plan] = gateway.get_usage_plans()["items"]
    assert plan["throttle"] == {"rateLimit": 50, "burstLimit": 100}
    assert [stage["stage"] for stage in plan["apiStages"]] == ["dev"]
    [key] = gateway.get_usage_plan_keys(usagePlanId=plan["id"])["items"]
    assert key["name"] == "glowcycle-dev-app"
