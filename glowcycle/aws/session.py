"""The process's one boto3 session: each further one would load the same files again, for 50 ms."""

from functools import cache

import boto3


@cache
def session() -> boto3.session.Session:
    """Return the session that speaks with the credentials of the machine or the function."""
    return boto3.session.Session()
