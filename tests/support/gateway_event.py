"""Events that API Gateway's REST API sends to a Lambda."""

import json
from typing import Any
from uuid import UUID

STAGE = "production"
HOST = "abcdefghij.execute-api.eu-central-1.amazonaws.com"


def event(
    token: str,
    method: str,
    path: str,
    *,
    body: object = None,
    query: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Return an event of API Gateway's REST API for a phone behind CloudFront."""
    headers = {
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
        "Authorization": f"Bearer {token}",
        "Host": HOST,
        "User-Agent": "GlowCycle/1.0 (iPhone; iOS 19.0)",
        "Via": "2.0 cloudfront.net (CloudFront)",
        "X-Amzn-Trace-Id": "Root=1-65f0f0f0-0123456789abcdef01234567",
        "X-Forwarded-For": "203.0.113.7, 198.51.100.9",
        "X-Forwarded-Port": "443",
        "X-Forwarded-Proto": "https",
    }
    if body is not None:
        headers["Content-Type"] = "application/json"
    return {
        "resource": "/{proxy+}",
        "path": path,
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": query,
        "multiValueQueryStringParameters": query and {n: [v] for n, v in query.items()},
        "pathParameters": {"proxy": path[1:]},
        "stageVariables": None,
        "requestContext": {
            "stage": STAGE,
            "path": f"/{STAGE}{path}",
            "requestId": str(UUID(int=9)),
            "identity": {"sourceIp": "203.0.113.7", "userArn": None},
        },
        "body": None if body is None else json.dumps(body),
        "isBase64Encoded": False,
    }
