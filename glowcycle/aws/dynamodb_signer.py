"""How a call on DynamoDB's items becomes a request: half of the call before this was written.

botocore asks the service's model about every value, works out an address that is always the same,
and copies the headers three times to sign them. This writes the same bytes straight away; whatever
comes before and after, listeners, sending, repeating and errors, stays botocore's.
"""

import base64
import hmac
import json
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from botocore.auth import AUTH_TYPE_MAPS, SigV4Auth
from botocore.awsrequest import AWSRequest, prepare_request_dict
from botocore.compat import get_current_datetime
from botocore.credentials import ReadOnlyCredentials
from botocore.exceptions import NoCredentialsError
from botocore.session import Session

ITEM_CALLS = frozenset(
    {"BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"}
)
SIGNER = "item-call"


class ItemCalls:
    """The steps of DynamoDB's client that come before botocore's own."""

    meta: Any

    def _resolve_endpoint_ruleset(self, *_: Any, **__: Any) -> tuple[str, dict[str, str], Any]:
        return self.meta.endpoint_url, {}, {}

    def _convert_to_request_dict(
        self, api_params: Any, operation_model: Any, *args: Any, context: Any = None, **kwargs: Any
    ) -> Any:
        if operation_model.name not in ITEM_CALLS:
            convert = super()._convert_to_request_dict  # type: ignore[misc]  # botocore's own
            return convert(api_params, operation_model, *args, context=context, **kwargs)
        context["auth_type"] = SIGNER
        request = {
            "method": "POST",
            "url_path": "/",
            "query_string": "",
            "headers": {
                "X-Amz-Target": f"DynamoDB_20120810.{operation_model.name}",
                "Content-Type": "application/x-amz-json-1.0",
            },
            "body": json.dumps(api_params, default=_blob).encode(),
        }
        prepare_request_dict(
            request,
            endpoint_url=self.meta.endpoint_url,
            context=context,
            user_agent=self.meta.config.user_agent,
        )
        return request


class ItemSigner(SigV4Auth):
    """Signs such a request by AWS's Signature Version 4: no query, and known headers in order."""

    def add_auth(self, request: Any) -> None:
        """Add the time and the signature to its headers. Raise NoCredentialsError."""
        if self.credentials is None:
            raise NoCredentialsError
        headers, signer = request.headers, self.credentials
        request.context["timestamp"] = now = f"{get_current_datetime():%Y%m%dT%H%M%SZ}"
        host, path = _address(request.url)
        signed = {"content-type": headers["Content-Type"], "host": host, "x-amz-date": now}
        if signer.token:
            headers["X-Amz-Security-Token"] = signed["x-amz-security-token"] = signer.token
        signed["x-amz-target"] = headers["X-Amz-Target"]
        lines = "".join(f"{name}:{value}\n" for name, value in signed.items())
        names, body = ";".join(signed), sha256(request.data).hexdigest()
        text = self.string_to_sign(request, f"POST\n{path}\n\n{lines}\n{names}\n{body}")
        key = _key(signer.secret_key, self.credential_scope(request))
        headers["X-Amz-Date"] = now
        headers["Authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={self.scope(request)}, SignedHeaders={names}, "
            f"Signature={hmac.digest(key, text.encode(), 'sha256').hex()}"
        )


@lru_cache(maxsize=4)
def _address(url: str) -> tuple[str, str]:
    """Return the host as its header has it, and the path."""
    plain = SigV4Auth(ReadOnlyCredentials("", "", None), "", "")
    return str(plain.headers_to_sign(AWSRequest(url=url))["host"]), urlsplit(url).path


@lru_cache(maxsize=4)
def _key(secret: str, scope: str) -> bytes:
    """Return the key of that day, region and service."""
    key = f"AWS4{secret}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key


def _blob(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _prefer(**made: Any) -> None:
    made["base_classes"].insert(0, ItemCalls)


def install(session: Session) -> None:
    """Have the session's clients of DynamoDB write their requests so."""
    AUTH_TYPE_MAPS[SIGNER] = ItemSigner
    session.register("creating-client-class.dynamodb", _prefer)
