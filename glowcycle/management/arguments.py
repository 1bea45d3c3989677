"""The arguments that commands have in common."""

from argparse import ArgumentParser, ArgumentTypeError

from glowcycle.api.tokens import USER_ID_PATTERN


def add_person(parser: ArgumentParser) -> None:
    """Take PERSON, whom a token can name: anything else may be a partition that is nobody's."""
    parser.add_argument("person", type=_user_id, help="her id, the token's sub")


def _user_id(text: str) -> str:
    if not USER_ID_PATTERN.fullmatch(text):
        raise ArgumentTypeError("PERSON must be 1 to 128 visible ASCII characters without a slash.")
    return text
