"""`pytest --store-fault=lost`: every call of the service to a store fails at its first attempt.

The second attempt succeeds, so each test must pass as without the option. A test that plans faults
of its own meets only those; a test marked `calm` counts attempts and is deselected.
"""

import sys
from types import FrameType, SimpleNamespace
from typing import Any
from unittest import mock

import pytest
from botocore.endpoint import Endpoint

from tests.support import faults
from tests.support.least_privilege import is_the_services

STORES = ("dynamodb", "kms", "s3")
FAULTS = {
    "throttled": faults.refused(400, "ThrottlingException"),
    "failing": faults.failing,
    "unreachable": faults.unreachable,
    "lost": faults.lost,
}


class StoreFault:
    """Watches the attempts of every client of the process."""

    def __init__(self, kind: str) -> None:
        self.fault, self.met = FAULTS[kind], 0
        self.attempt = Endpoint._do_get_response

    def pytest_sessionstart(self) -> None:
        plugin = self

        def attempt(endpoint: Any, request: Any, model: Any, context: Any) -> Any:
            if plugin.is_met(endpoint, model, context, caller=sys._getframe(1)):
                plugin.met += 1
                return plugin.fault(lambda: plugin.attempt(endpoint, request, model, context))
            return plugin.attempt(endpoint, request, model, context)

        Endpoint._do_get_response = attempt
        # The second attempt follows without a pause.
        mock.patch("botocore.endpoint.time", SimpleNamespace(sleep=lambda _: None)).start()
        # The suite must not use up botocore's retry quota of this process.
        mock.patch("botocore.retries.quota.RetryQuota.acquire", return_value=True).start()

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[Any]) -> None:
        calm = [item for item in items if item.get_closest_marker("calm")]
        items[:] = [item for item in items if item not in calm]
        config.hook.pytest_deselected(items=calm)

    @staticmethod
    def is_met(endpoint: Any, model: Any, context: Any, *, caller: FrameType) -> bool:
        """Return whether this is the first attempt of a call of the service to a store."""
        has_its_own = "_do_get_response" in vars(endpoint)
        is_first = context["retries"]["attempt"] == 1
        is_store = model.service_model.service_name in STORES
        return is_store and is_first and not has_its_own and is_the_services(caller)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.met += getattr(node, "workeroutput", {}).get("store_fault", 0)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["store_fault"] = self.met

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.write_line(f"{self.met} calls to stores failed at their first attempt")
