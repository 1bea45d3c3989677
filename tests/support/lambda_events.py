"""API Gateway events for the Lambda handler, and its answers in a form to compare."""

import base64
import json
from types import SimpleNamespace

from tests.support.gateway_event import event

HOST = "testserver"


CONTEXT = SimpleNamespace(get_remaining_time_in_millis=lambda: 29_000)


def response_parts(answer):
    """Return status, headers and body bytes as the phone receives them."""
    many = answer.get("multiValueHeaders") or {n: [v] for n, v in answer.get("headers", {}).items()}
    own = {"x-request-id", "content-length"}
    if "W/" in str(many.get("ETag")):
        own.add("etag")  # it holds the time of the read
    if not answer.get("body"):
        own.add("content-type")  # werkzeug adds one
    headers = {name.lower(): values for name, values in many.items() if name.lower() not in own}
    body = answer.get("body") or ""
    content = base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
    if content.startswith(b"{"):
        body = json.loads(content)
        body.pop("requestId", None)
        content = json.dumps(body).encode()
    return answer["statusCode"], headers, content


def api_event(method="GET", path="/health", *, token="x.y.z", host=HOST, **changes):
    made = event(token, method, path, body=changes.pop("say", None), query=changes.pop("q", None))
    made["headers"]["Host"] = host
    made["multiValueHeaders"]["Host"] = [host]
    return {**made, **changes}
