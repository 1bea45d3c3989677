"""The arguments that several commands share."""

from argparse import ArgumentParser, ArgumentTypeError

from glowcycle.api.claims import USER_ID_PATTERN


def add_person(parser: ArgumentParser) -> None:
    """Add the argument PERSON: a user id that a token can have."""
    parser.add_argument("person", type=_user_id, help="her id, the token's sub")


def _user_id(text: str) -> str:
    if not USER_ID_PATTERN.fullmatch(text):
        raise ArgumentTypeError("PERSON must be 1 to 128 visible ASCII characters without a slash.")
    return text
