"""The terminal log: one short line per request, without a user's data."""

import logging
import sys

import pytest

from glowcycle.api.log_formatters import TerminalLines


def request_line(**extra):
    values = {"method": "GET", "route": "journal/user/<str:user_id>", "status": 200, "ms": 12.34}
    record = logging.makeLogRecord({"msg": "request", "requestId": "0b5c", **values, **extra})
    return TerminalLines().format(record)


def test_a_request_shows_method_path_template_status_and_milliseconds():
    assert request_line().split() == ["GET", "/journal/user/<user_id>", "200", "12.3", "ms"]
    assert "/journal/<entry_id>" in request_line(route="journal/<record_id:entry_id>")
    assert "(no such path)" in request_line(route=None, status=404)


def test_columns_are_aligned():
    lines = [request_line(), request_line(method="DELETE", route="", status=204, ms=1234.5)]
    assert len({line.index(" ms") for line in lines}) == 1


def test_an_exception_shows_its_type_and_place_without_its_text():
    try:
        int("canary")
    except ValueError as error:
        error.__cause__ = KeyError("canary")
        record = logging.makeLogRecord(
            {"msg": "failed", "levelname": "ERROR", "name": "glowcycle", "exc_info": sys.exc_info()}
        )
    first, frame = TerminalLines().format(record).splitlines()
    assert first == "ERROR glowcycle: failed (ValueError < KeyError)"
    assert "test_terminal_lines.py:" in frame
    assert "canary" not in frame


@pytest.mark.parametrize("text", ["a\nb", "a\x1b[2Jb", "a\u2028b", "a\ud800b"])
def test_no_message_breaks_the_line_or_steers_the_terminal(text):
    line = TerminalLines().format(logging.makeLogRecord({"msg": text}))
    assert line.isprintable()
