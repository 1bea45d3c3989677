"""The secret of a stage in AWS Secrets Manager. The settings fetch it once, at start."""

import json
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from glowcycle.aws.session import session

# At start nobody waits for a response yet, so there is time for a third attempt.
PATIENCE = Config(
    connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 3, "mode": "standard"}
)


class SecretsUnreadable(Exception):
    """The secret cannot be read. The message names the secret and the reason, but no content."""


def fetch_secrets(*, name: str, region: str, endpoint_url: str) -> dict[str, str]:
    """Return the members of this secret, a JSON object whose values are strings.

    An empty `endpoint_url` means AWS itself. Raise SecretsUnreadable.
    """
    try:
        client: Any = session().create_client(
            "secretsmanager", region_name=region, endpoint_url=endpoint_url or None, config=PATIENCE
        )
        secret = client.get_secret_value(SecretId=name)
    except ClientError as error:
        raise SecretsUnreadable(_sentence(name, error.response["Error"]["Code"])) from None
    except (BotoCoreError, ValueError) as error:  # no credentials, no response, a bad endpoint
        raise SecretsUnreadable(_sentence(name, type(error).__name__)) from None
    try:
        members = json.loads(secret.get("SecretString", ""))
    except ValueError:  # its message would quote the secret
        members = None
    if not isinstance(members, dict) or not all(isinstance(v, str) for v in members.values()):
        raise SecretsUnreadable(_sentence(name, "it is not a JSON object of strings"))
    return members


def _sentence(name: str, reason: str) -> str:
    return f"The secret {name} in Secrets Manager could not be read: {reason}."
