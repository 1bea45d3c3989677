"""Compare the store calls of the tests that run on two engines with those of all tests.

`make test-dynalite` runs the folders STORE of the Makefile but for tests marked `one_engine`. A run
of the whole suite fails if the service makes a kind of call that no test of these makes: with a
condition, a key condition, an update, a filter or a next page that only moto has ever answered.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore.handlers
import moto.core  # noqa: F401  before any client is made: moto hooks into botocore on import
import pytest

from tests.support.least_privilege import is_the_services, least_privilege

ROOT = Path(__file__).resolve().parents[2]
# Calls on items, without Scan, for which the service has no right.
OPERATIONS = re.compile(r"(Batch|Transact)?(Get|Put|Update|Delete|Write)Items?|Query")
NAMED_ONLY = ("ExclusiveStartKey", "Limit", "ProjectionExpression")
OPTIONS = ("IndexName", "ScanIndexForward", "Select", "ReturnValues", "ConsistentRead")


def folders() -> list[Path]:
    """Return the folders and files of tests that run on both engines."""
    makefile = (ROOT / "Makefile").read_text().replace("\\\n", " ")
    [store] = re.findall(r"^STORE := (.+)$", makefile, re.MULTILINE)
    return [ROOT / name for name in store.split()]


def kinds(operation: str, params: dict[str, Any]) -> Iterator[str]:
    """Yield what a store is asked, without tables and values: each action of a transaction too."""
    names = params.get("ExpressionAttributeNames", {})
    parts = [operation]
    for key, value in sorted(params.items()):
        if key in NAMED_ONLY:
            parts.append(key)
        elif key.endswith("Expression"):
            named = re.sub(r"#\w+", lambda alias: names[alias[0]], value)
            parts.append(re.sub(r":\w+", ":value", named))
        elif key in OPTIONS:
            parts.append(f"{key} {value}")
    yield ", ".join(parts)
    for item in params.get("TransactItems", ()):
        for action, its_params in item.items():
            yield from kinds(f"{operation} {action}", its_params)


class SecondEngine:
    """Watches the calls of every botocore client that is made after `watch`."""

    def __init__(self) -> None:
        self.folders = folders()
        self.calls: dict[bool, set[str]] = {False: set(), True: set()}
        self._on_both = False

    def watch(self) -> None:
        # Faults and long histories of the tests answer before, so only what an engine gets is seen.
        botocore.handlers.BUILTIN_HANDLERS.append(("before-send.dynamodb", self._see))

    def _see(self, request: Any, event_name: str, **_: Any) -> None:
        if is_the_services(sys._getframe(1)):
            self.add(event_name.rpartition(".")[2], json.loads(request.body))

    def add(self, operation: str, params: dict[str, Any]) -> None:
        """Note a call of the test that runs."""
        if OPERATIONS.fullmatch(operation):
            self.calls[self._on_both].update(kinds(operation, params))

    def missing(self) -> list[str]:
        """Return the kinds of calls that only moto answers."""
        return sorted(self.calls[False] - self.calls[True])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        is_in_store = any(item.path.is_relative_to(folder) for folder in self.folders)
        self._on_both = is_in_store and item.get_closest_marker("one_engine") is None

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        for on_both, calls in getattr(node, "workeroutput", {}).get("second_engine", ()):
            self.calls[on_both].update(calls)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if hasattr(session.config, "workeroutput"):
            sent = [(on_both, sorted(calls)) for on_both, calls in self.calls.items()]
            session.config.workeroutput["second_engine"] = sent
        elif exitstatus == pytest.ExitCode.OK and least_privilege.whole and self.missing():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if least_privilege.whole and self.missing():
            terminalreporter.section("no test in STORE of the Makefile makes these calls", red=True)
            for call in self.missing():
                terminalreporter.write_line(call)


second_engine = SecondEngine()
second_engine.watch()
