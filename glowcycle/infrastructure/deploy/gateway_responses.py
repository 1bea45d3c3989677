"""API Gateway's own errors in the form of the service's: problem documents that scripts may read.

Zappa's `post` callback runs this file alone, so it imports only the standard library.
"""

import json
from http import HTTPStatus
from typing import Any

RETRY_SECONDS = 5
REFUSED = (
    "The gateway refused this request, whatever it asks for: keep what it was to store, and repeat "
    "it later or with a newer app."
)
MALFORMED = "The request is malformed: correct it before sending it again."
NOWHERE = "There is nothing at this address."
SIGN_IN = "A valid bearer token is required: sign in and send it as Authorization: Bearer."
TOO_MANY = "Too many requests: wait as long as Retry-After says."
NO_ANSWER = "The service gave no answer: repeat the same request a little later."

# By the gateway's type of response: the status, and the code and detail of the problem. The types
# are all named, because one that is not takes its form, but not its status, from the last two.
# A function that fails, is stopped or is busy is 503: its phones repeat what they sent.
PROBLEMS = {
    "ACCESS_DENIED": (403, "gateway_refused", REFUSED),
    "API_CONFIGURATION_ERROR": (503, "unavailable", NO_ANSWER),
    "AUTHORIZER_CONFIGURATION_ERROR": (503, "unavailable", NO_ANSWER),
    "AUTHORIZER_FAILURE": (503, "unavailable", NO_ANSWER),
    "BAD_REQUEST_BODY": (400, "bad_request", MALFORMED),
    "BAD_REQUEST_PARAMETERS": (400, "bad_request", MALFORMED),
    "EXPIRED_TOKEN": (403, "gateway_refused", REFUSED),
    "INTEGRATION_FAILURE": (504, "unavailable", NO_ANSWER),
    "INTEGRATION_TIMEOUT": (504, "unavailable", NO_ANSWER),
    "INVALID_API_KEY": (403, "gateway_refused", REFUSED),
    "INVALID_SIGNATURE": (403, "gateway_refused", REFUSED),
    "MISSING_AUTHENTICATION_TOKEN": (404, "not_found", NOWHERE),  # so it calls an unknown path
    "QUOTA_EXCEEDED": (429, "throttled", TOO_MANY),
    "REQUEST_TOO_LARGE": (
        413,
        "too_large",
        "The request is too large: send at most 256 KB of JSON, or a file of at most 4 MB, or "
        "upload a larger file by a form.",
    ),
    "RESOURCE_NOT_FOUND": (404, "not_found", NOWHERE),
    "THROTTLED": (429, "throttled", TOO_MANY),
    "UNAUTHORIZED": (401, "not_authenticated", SIGN_IN),
    "UNSUPPORTED_MEDIA_TYPE": (
        415,
        "unsupported_media_type",
        "Send JSON in UTF-8 as application/json, a file as multipart/form-data: uncompressed.",
    ),
    "WAF_FILTERED": (403, "gateway_refused", REFUSED),
    "DEFAULT_4XX": (400, "bad_request", MALFORMED),
    "DEFAULT_5XX": (503, "unavailable", NO_ANSWER),
}
HEADERS = {
    "Cache-Control": "'no-store'",
    "Content-Type": "'application/problem+json'",
    "X-Content-Type-Options": "'nosniff'",
}


def set_responses(cli: Any) -> None:
    """Give the gateway's errors the form of problems, and deploy that if it changes anything.

    Raise ClientError.
    """
    client, api = cli.zappa.apigateway_client, cli.zappa.get_api_id(cli.lambda_name)
    origins = cli.aws_environment_variables.get("CORS_ALLOWED_ORIGINS", "")
    listed = client.get_gateway_responses(restApiId=api, limit=500)["items"]
    found = {response["responseType"]: response for response in listed}
    changed = False
    for kind, wanted in responses(has_web_apps=bool(origins)).items():
        if not wanted.items() <= found.get(kind, {}).items():
            client.put_gateway_response(restApiId=api, responseType=kind, **wanted)
            changed = True
    if changed:  # a stage has them from its next deployment on
        client.create_deployment(restApiId=api, stageName=cli.api_stage)


def responses(*, has_web_apps: bool) -> dict[str, dict[str, Any]]:
    """Return status, headers and body by the type of response, as API Gateway takes them."""
    return {
        kind: {
            "statusCode": str(status),
            "responseParameters": {
                f"gatewayresponse.header.{name}": value
                for name, value in _headers(status, has_web_apps=has_web_apps).items()
            },
            # The one template serves whatever `Accept` says.
            "responseTemplates": {"application/json": json.dumps(_problem(status, code, detail))},
        }
        for kind, (status, code, detail) in PROBLEMS.items()
    }


def _headers(status: int, *, has_web_apps: bool) -> dict[str, str]:
    headers = dict(HEADERS)
    if status == HTTPStatus.TOO_MANY_REQUESTS or status > HTTPStatus.INTERNAL_SERVER_ERROR:
        headers["Retry-After"] = f"'{RETRY_SECONDS}'"
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "'Bearer'"
    if has_web_apps:
        # The gateway cannot choose among origins. Its errors are the same for everybody and hold
        # nothing of anybody, and no request of a script carries credentials of the browser's.
        headers["Access-Control-Allow-Origin"] = "'*'"
        headers["Access-Control-Expose-Headers"] = "'retry-after,www-authenticate,x-amzn-requestid'"
    return headers


def _problem(status: int, code: str, detail: str) -> dict[str, Any]:
    """Return the body; the gateway fills in its id of the request, a UUID."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        **({"budget": "requests"} if code == "throttled" else {}),
        "requestId": "$context.requestId",
    }
