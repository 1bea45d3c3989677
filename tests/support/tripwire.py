"""A function and code that no event may make the service run. Both note that they ran."""

RAN: list[object] = []
NAME = f"{__name__}.run"
CODE = f"__import__({__name__!r}, fromlist=['RAN']).RAN.append('code')"


def run(*_: object) -> dict[str, int]:
    """Note the run, as any function that Zappa would call with its event."""
    RAN.append("function")
    return {"statusCode": 200}
