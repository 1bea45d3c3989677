"""What makes AWS clients: each further session would load the same files again, for 50 ms."""

from functools import cache

from botocore.session import Session, get_session

from glowcycle.aws import dynamodb_parser, dynamodb_signer


@cache
def session(*, credentials: tuple[str, str] | None = None) -> Session:
    """Return a session with those credentials, or else with those of the machine or function."""
    made = get_session()
    if credentials:
        made.set_credentials(*credentials)
    dynamodb_signer.install(made)
    dynamodb_parser.install(made)
    return made
