"""What nobody but the function may know: one secret a stage, in AWS Secrets Manager.

The settings ask once, at start; what is fetched stays in the process and goes nowhere else.
"""

import json
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from glowcycle.aws.session import session

# It is asked at start, before anybody waits for an answer: a third attempt is worth its time.
PATIENCE = Config(
    connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 3, "mode": "standard"}
)


class SecretsUnreadable(Exception):
    """The secret could not be had; the sentence names it and the reason, and nothing it holds."""


def fetch_secrets(*, name: str, region: str, endpoint_url: str) -> dict[str, str]:
    """Return the members of the secret of that name, a JSON object of texts.

    An empty `endpoint_url` means AWS itself. Raise SecretsUnreadable.
    """
    try:
        client: Any = session().create_client(
            "secretsmanager", region_name=region, endpoint_url=endpoint_url or None, config=PATIENCE
        )
        secret = client.get_secret_value(SecretId=name)
    except ClientError as error:
        raise SecretsUnreadable(_sentence(name, error.response["Error"]["Code"])) from None
    except (BotoCoreError, ValueError) as error:  # no credentials, no answer, no such endpoint
        raise SecretsUnreadable(_sentence(name, type(error).__name__)) from None
    try:
        members = json.loads(secret.get("SecretString", ""))
    except ValueError:  # whose own words quote what was read
        members = None
    if not isinstance(members, dict) or not all(isinstance(v, str) for v in members.values()):
        raise SecretsUnreadable(_sentence(name, "it is not a JSON object of texts"))
    return members


def _sentence(name: str, reason: str) -> str:
    return f"The secret {name} in Secrets Manager could not be read: {reason}."
