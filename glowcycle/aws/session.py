"""The botocore session that makes the AWS clients. A second one would take 50 ms."""

from functools import cache

from botocore.session import Session, get_session

from glowcycle.aws import dynamodb_parser, dynamodb_signer


@cache
def session(*, credentials: tuple[str, str] | None = None) -> Session:
    """Return a session with these credentials, or with those of the environment."""
    new_session = get_session()
    if credentials:
        new_session.set_credentials(*credentials)
    dynamodb_signer.install(new_session)
    dynamodb_parser.install(new_session)
    return new_session
