"""How many requests API Gateway lets through to a stage: Zappa has no setting for it.

Zappa's `post` callback, called by `deploy` and `update`. Zappa loads this file alone.
"""

from typing import Any


def throttle(cli: Any) -> None:
    """Set what zappa_settings.json says under `throttle`: requests a second, and at once.

    The rest are answered 429 by the gateway and cost nothing. Raises ClientError where AWS refuses.
    """
    limits = cli.stage_config["throttle"]
    cli.zappa.apigateway_client.update_stage(
        restApiId=cli.zappa.get_api_id(cli.lambda_name),
        stageName=cli.api_stage,
        patchOperations=[
            {"op": "replace", "path": f"/*/*/throttling/{name}", "value": str(limits[key])}
            for name, key in (("rateLimit", "rate"), ("burstLimit", "burst"))
        ],
    )
