"""API Gateway's limit of requests per stage, for which Zappa has no setting.

Zappa's `post` callback of `deploy` and `update` runs this file alone, outside its package.
"""

from typing import Any


def throttle(cli: Any) -> None:
    """Set the limits from `throttle` in zappa_settings.json: the rate per second, and the burst.

    API Gateway answers further requests with 429, free of charge. Raise ClientError.
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
