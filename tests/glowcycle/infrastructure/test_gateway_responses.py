"""API Gateway's own errors are problems as the service's own, and a web app may read them."""

import json
import re
from types import SimpleNamespace

import boto3
import pytest
from django.conf import settings
from moto import mock_aws

from glowcycle.api.exceptions import PROBLEM, SENTENCES
from glowcycle.infrastructure.deploy import callbacks, gateway_responses
from glowcycle.openapi.problems import GATEWAY_REFUSED, NO_ANSWER, REQUEST_ID
from tests.support.schema_contract import validate

STAGES = json.loads((settings.BASE_DIR / "zappa_settings.json").read_text())
FROM_SERVICE = {400, 401, 404, 413, 415, 429}
MAY_COME_AGAIN = {429, 503, 504}


@pytest.fixture
def gateway():
    with mock_aws():
        client = boto3.client("apigateway", "eu-central-1")
        api = client.create_rest_api(name="glowcycle-dev")["id"]
        [root] = client.get_resources(restApiId=api)["items"]
        where = {"restApiId": api, "resourceId": root["id"], "httpMethod": "ANY"}
        client.put_method(**where, authorizationType="NONE")
        client.put_integration(**where, type="MOCK", integrationHttpMethod="POST")
        client.create_deployment(restApiId=api, stageName="dev")
        yield SimpleNamespace(client=client, api=api)


def complete(gateway, *, origins=None):
    """Run the callback as Zappa does after `deploy` and `update`."""
    zappa = SimpleNamespace(
        apigateway_client=gateway.client,
        get_api_id=lambda name: {"glowcycle-dev": gateway.api}[name],
    )
    callbacks.complete(
        SimpleNamespace(
            zappa=zappa,
            lambda_name="glowcycle-dev",
            api_stage="dev",
            stage_config=STAGES["dev"],
            aws_environment_variables={"CORS_ALLOWED_ORIGINS": origins} if origins else {},
        )
    )
    return answers(gateway)


def answers(gateway):
    """Return status, headers and body of each type of answer, as API Gateway fills them in."""
    found = {}
    for response in gateway.client.get_gateway_responses(restApiId=gateway.api)["items"]:
        headers = {}
        for name, value in response["responseParameters"].items():
            static = re.fullmatch("'([^']*)'", value)
            assert static, value
            headers[name.removeprefix("gatewayresponse.header.")] = static[1]
        [template] = response["responseTemplates"].values()
        body = template.replace("$context.requestId", REQUEST_ID)
        assert "$" not in body  # nothing of the request comes back
        found[response["responseType"]] = int(response["statusCode"]), headers, json.loads(body)
    return found


def test_each_type_of_error_is_a_problem(gateway):
    found = complete(gateway)
    shape = gateway.client.meta.service_model.shape_for("GatewayResponseType")
    assert found.keys() == set(shape.enum)
    for kind, (status, headers, body) in found.items():
        validate(kind, {"$ref": "#/components/schemas/Problem"}, body, closed=True)
        assert body["status"] == status, kind
        assert headers["Content-Type"] == PROBLEM
        assert headers["Cache-Control"] == "no-store"
        assert ("Retry-After" in headers) == (status in MAY_COME_AGAIN), kind
        if body["code"] == "gateway_refused":
            assert body["detail"] == GATEWAY_REFUSED
        if status == 504:
            assert body["detail"] == NO_ANSWER
        if status in FROM_SERVICE:
            assert body["detail"] == SENTENCES[status], kind


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("THROTTLED", 429, "throttled"),
        ("QUOTA_EXCEEDED", 429, "throttled"),
        ("REQUEST_TOO_LARGE", 413, "too_large"),
        ("UNSUPPORTED_MEDIA_TYPE", 415, "unsupported_media_type"),
        ("MISSING_AUTHENTICATION_TOKEN", 404, "not_found"),
        ("INTEGRATION_TIMEOUT", 504, "unavailable"),
        ("DEFAULT_5XX", 503, "unavailable"),
        ("ACCESS_DENIED", 403, "gateway_refused"),
        ("WAF_FILTERED", 403, "gateway_refused"),
    ],
)
def test_a_phone_does_with_it_what_it_does_with_the_services_own(gateway, kind, status, code):
    found, _, body = complete(gateway)[kind]
    assert (found, body["code"]) == (status, code)


def test_a_refusal_of_the_gateway_never_signs_a_phone_out_or_drops_data(gateway):
    for kind, (status, _, body) in complete(gateway).items():
        assert (status == 401) == (kind == "UNAUTHORIZED")
        assert status != 410
        assert body["code"] not in {"forbidden", "authentication_failed", "erased"}


def test_scripts_may_read_it_where_there_are_web_apps(gateway):
    for _, headers, _ in complete(gateway).values():
        assert not any(name.startswith("Access-Control") for name in headers)
    for _, headers, _ in complete(gateway, origins="https://a.example,https://b.example").values():
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert "retry-after" in headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in headers
    for _, headers, _ in complete(gateway).values():  # the operator took the origins away
        assert not any(name.startswith("Access-Control") for name in headers)


def test_the_stage_serves_them_and_keeps_its_throttle(gateway):
    def deployments():
        return len(gateway.client.get_deployments(restApiId=gateway.api)["items"])

    before = deployments()
    complete(gateway)
    assert deployments() == before + 1
    complete(gateway)
    assert deployments() == before + 1  # nothing has changed
    stage = gateway.client.get_stage(restApiId=gateway.api, stageName="dev")
    assert (
        stage["methodSettings"]["*/*"]["throttlingRateLimit"] == STAGES["dev"]["throttle"]["rate"]
    )


def test_an_update_sets_again_what_somebody_changed(gateway):
    whole = complete(gateway)
    gateway.client.delete_gateway_response(restApiId=gateway.api, responseType="THROTTLED")
    gateway.client.put_gateway_response(
        restApiId=gateway.api, responseType="DEFAULT_5XX", statusCode="500"
    )
    assert complete(gateway) == whole


def test_zappa_calls_it_in_each_stage():
    assert STAGES["dev"]["callbacks"]["post"] == f"{callbacks.__name__}.complete"
    assert STAGES["production"]["extends"] == "dev"
    assert gateway_responses.__name__.rpartition(".")[0] == callbacks.__name__.rpartition(".")[0]
