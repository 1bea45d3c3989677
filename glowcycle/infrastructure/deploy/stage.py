"""The stage of a command on the operator's machine: `manage.py create_tables --stage dev`.

The command has the settings of that stage's function, and the operator's own rights at AWS.
"""

import json
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FILE = "zappa_settings.json"
UNFILLED = "CHANGE-ME"
PROJECT = ("glowcycle", "journal", "period", "skin")
# Our commands that touch no store of a stage.
WITHOUT_STAGE = frozenset(
    {
        *("analyze_photo", "check", "insights", "issue_token", "predict", "sandbox"),
        "verify_receipt",
    }
)


def chosen(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the stage that `--stage NAME` names, if any, and the other arguments."""
    parser = ArgumentParser(prog="manage.py", add_help=False, allow_abbrev=False)
    parser.add_argument("--stage", metavar="NAME")
    known, others = parser.parse_known_args(arguments)
    return known.stage, others


def variables(stage: str, *, folder: Path) -> dict[str, str]:
    """Return the variables of the stage's function by name.

    Raise SystemExit with one line if zappa_settings.json has no such stage, or is not filled in.
    """
    try:
        stages = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SystemExit(f"{FILE} cannot be read: {error}") from error
    settings = _settings(stages, stage)
    given = {**settings.get("aws_environment_variables", {}), "STAGE": stage}
    given |= settings.get("environment_variables", {})
    for name, key in (("AWS_REGION", "aws_region"), ("AWS_PROFILE", "profile_name")):
        if settings.get(key):
            given[name] = settings[key]
    unfilled = [name for name, value in given.items() if UNFILLED in str(value)]
    if unfilled:
        raise SystemExit(f"Fill in {FILE} first: {', '.join(unfilled)}.")
    return {name: str(value) for name, value in given.items()}


def require_for(arguments: Sequence[str]) -> None:
    """Raise SystemExit if the command would touch a store, and no stage or engine is named.

    It would act as the sandbox on the operator's own account, with the sandbox's names.
    """
    from django.conf import settings  # not before the stage's variables are known

    if not settings.SANDBOX or settings.DYNAMODB_ENDPOINT_URL or settings.AWS_ENDPOINT_URL:
        return
    folders = [settings.BASE_DIR / name for name in PROJECT]
    files = [file for folder in folders for file in folder.rglob("management/commands/*.py")]
    command = arguments[0] if arguments and "--help" not in arguments else "help"
    if command in {file.stem for file in files} - WITHOUT_STAGE:
        raise SystemExit(f"Name the stage: manage.py {command} --stage dev.")


def _settings(stages: Mapping[str, Any], stage: str) -> dict[str, Any]:
    """Return the stage's settings as Zappa reads them: over those of the stage that it extends."""
    chain: list[dict[str, Any]] = []
    name: str | None = stage
    while name:
        if name not in stages:
            raise SystemExit(f"{FILE} has no stage {name}: it has {', '.join(sorted(stages))}.")
        if stages[name] in chain:
            raise SystemExit(f"The stage {name} in {FILE} extends itself.")
        chain.append(stages[name])
        name = stages[name].get("extends")
    return {key: value for settings in reversed(chain) for key, value in settings.items()}
