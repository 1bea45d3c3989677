"""Compare the role's policy with every AWS call that the service makes during the tests.

A call that the policy does not allow fails its test. A right that no call uses fails a run of the
whole suite.
"""

import re
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import botocore.handlers
import moto.core  # noqa: F401  before any client is made: moto hooks into botocore on import
import pytest
from botocore.signers import S3PostPresigner

from tests.support.iam import Right, granted, granting, needed_for

TESTS = Path(__file__).resolve().parents[1]
# Code that is not the service's: tests, and deploy code.
OTHERS = (f"{TESTS}/", f"{TESTS.parent}/glowcycle/infrastructure/deploy/")
# What runs on the operator's machine with his rights: all commands but those of the function.
OF_OPERATORS = re.compile(
    rf"{re.escape(str(TESTS.parent))}/"
    r"(glowcycle/infrastructure/|\w+(/\w+)?/management/commands/(?!check|finish_erasures))"
)
# Rights of API Gateway, the Lambda runtime and its X-Ray daemon, which tests do not run.
PLATFORM = frozenset(
    {
        "lambda:InvokeFunction",
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    }
)


class LeastPrivilege:
    """Watches every botocore client of the process. Create it before the first client."""

    def __init__(self) -> None:
        self.granted = granted()
        self.used: set[Right] = set()
        self.refused: list[str] = []
        self.whole = True
        botocore.handlers.BUILTIN_HANDLERS.append(("provide-client-params", self._see_call))
        self._sign = S3PostPresigner.generate_presigned_post
        S3PostPresigner.generate_presigned_post = self._see_form()  # type: ignore[method-assign]  # on purpose

    def _see_call(self, params: Any, model: Any, context: Any, **_: Any) -> None:
        # A signed link reads with our right; botocore signs a form as this other call.
        is_form = context.get("is_presign_request") and model.name == "CreateBucket"
        if not is_form and is_the_functions(sys._getframe(1)):
            self.see(model.service_model.service_name, model.name, params)

    def _see_form(self) -> Any:
        plugin, sign = self, self._sign

        def generate_presigned_post(presigner: Any, *given: Any, **options: Any) -> Any:
            if is_the_functions(sys._getframe(1)):  # an upload with the form uses our right
                conditions = options["conditions"]
                named = {k: v for c in conditions if isinstance(c, dict) for k, v in c.items()}
                plugin.see("s3", "PutObject", {"Bucket": named["bucket"], "Key": named["key"]})
            return sign(presigner, *given, **options)

        return generate_presigned_post

    def see(self, service: str, operation: str, params: Any) -> None:
        """Record the rights that the call needs, and any that the policy does not give."""
        for needed in needed_for(service, operation, params):
            right = granting(needed, self.granted)
            if right is None:
                self.refused.append(f"role-policy.json lacks {needed.action} on {needed.resource}")
            else:
                self.used.add(right)

    def unused(self) -> list[Right]:
        """Return the rights of the policy that no call used."""
        return sorted({r for r in self.granted if r.action not in PLATFORM} - self.used)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        collected = {item.path for item in session.items}
        self.whole &= collected >= {
            path for path in TESTS.rglob("test_*.py") if not _is_apart(path)
        }
        self.whole &= not session.config.option.collectonly

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        self.whole &= all(_is_apart(item.path) for item in items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        used, whole = getattr(node, "workeroutput", {}).get("least_privilege", ([], False))
        self.used |= {Right(*right) for right in used}
        self.whole &= whole

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if hasattr(session.config, "workeroutput"):
            used = [tuple(right) for right in sorted(self.used)]
            session.config.workeroutput["least_privilege"] = (used, self.whole)
        elif exitstatus == pytest.ExitCode.OK and self.whole and self.unused():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        unused = self.unused()
        if not self.whole:
            summary = f"role policy: {len(unused)} rights unused by this selection of the tests"
            terminalreporter.write_line(summary)
        elif unused:
            terminalreporter.section("role-policy.json allows what nothing uses", red=True)
            for right in unused:
                terminalreporter.write_line(f"{right.action} on {right.resource}")


def _is_apart(path: Path) -> bool:
    """Return whether a separate make target runs this test file."""
    return path.is_relative_to(TESTS / "browser") or path.is_relative_to(TESTS / "package")


def is_the_functions(frame: FrameType | None) -> bool:
    """Return whether the service makes this call, and no command of an operator does."""
    if not is_the_services(frame):
        return False
    while frame is not None:
        if OF_OPERATORS.match(frame.f_code.co_filename):
            return False
        frame = frame.f_back
    return True


def is_the_services(frame: FrameType | None) -> bool:
    """Return whether the innermost project code, from that frame up, is the service's."""
    while frame is not None:
        path = frame.f_code.co_filename
        if path.startswith(f"{TESTS.parent}/") and "site-packages" not in path:
            return not path.startswith(OTHERS)
        frame = frame.f_back
    return False


least_privilege = LeastPrivilege()
