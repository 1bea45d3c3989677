"""requirements.lock agrees with requirements.txt, is complete for each Python, and has hashes."""

import re
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from glowcycle.infrastructure.deploy.libraries import locked_versions
from tests.support.sandbox_process import ROOT

LOCK = (ROOT / "requirements.lock").read_text()
LOCKED = locked_versions(LOCK)
PINS = [
    Requirement(line)
    for line in (ROOT / "requirements.txt").read_text().splitlines()
    if not line.startswith("#")
]
COMMENT = re.compile(r"^ *(?:#.*)?\n", re.MULTILINE)
ENTRY = re.compile(r"([\w.-]+)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n")


@pytest.mark.parametrize("pin", PINS, ids=str)
def test_each_direct_pin_is_locked_at_its_version(pin):
    [one] = pin.specifier
    assert one.operator == "=="
    assert LOCKED[canonicalize_name(pin.name)] == one.version


def test_each_entry_has_hashes_and_nothing_else():
    lines = COMMENT.sub("", LOCK)
    entries = ENTRY.findall(lines)
    assert ENTRY.sub("", lines) == ""
    assert {name: version for name, version, _hashes in entries} == LOCKED
    assert len(entries) == len(LOCKED) > len(PINS)


def test_no_index_is_named():
    assert not re.search(r"://|--(?:extra-)?index|--find-links|@", LOCK)


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_lock_holds_all_that_the_pins_need(python, machine):
    """pip refuses a library that is not in the lock, so one missing entry stops the installation.

    The libraries of the tests tell what each needs.
    """
    here = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": "linux"}
    here["platform_machine"] = machine
    waiting, needed = list(PINS), set()
    while waiting:
        requirement = waiting.pop()
        marked = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if marked in needed:
            continue
        needed.add(marked)
        extras = ["", *requirement.extras]
        for further in map(Requirement, distribution(requirement.name).requires or ()):
            marker = further.marker
            if not marker or any(marker.evaluate({**here, "extra": extra}) for extra in extras):
                waiting.append(further)
    assert {name for name, _extras in needed} <= set(LOCKED)
    assert len(needed) > 40
