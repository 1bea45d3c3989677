"""The engine of the tests: tables and bucket on moto, or on another engine."""

from collections.abc import Iterator
from contextlib import contextmanager

import moto.core  # noqa: F401  before any client is made: moto hooks into botocore on import
from django.conf import settings
from moto import mock_aws

from glowcycle.aws import clients, request_context
from glowcycle.infrastructure.bucket import create_bucket
from glowcycle.infrastructure.tables import create_table, table_models
from glowcycle.sandbox.cloud import serve_one_at_a_time
from tests.support.quick_moto import answer_quickly


@contextmanager
def stage() -> Iterator[None]:
    """Create tables and bucket on moto; with DYNAMODB_ENDPOINT_URL the tables on that engine."""
    serve_one_at_a_time()
    answer_quickly()
    passthrough = (
        {"urls": [settings.DYNAMODB_ENDPOINT_URL]} if settings.DYNAMODB_ENDPOINT_URL else {}
    )
    with mock_aws(config={"core": {"passthrough": passthrough}}), request_context.act_as_operator():
        for model in table_models():
            next(create_table(model), None)  # no test here needs the protections that follow
        create_bucket()
        # moto reads the Deny of the TLS-only policy without its condition.
        clients.s3().delete_bucket_policy(Bucket=settings.S3_BUCKET_NAME)
        yield
