"""How log lines look: JSON for CloudWatch, columns for a terminal.

Neither writes the text of an exception: it may quote a user. Type and place are enough.
"""

import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime

from glowcycle.aws import metrics

# The attributes of every log record; the others are what the caller gave as `extra`.
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
# A path converter of Django: <str:user_id> reads as <user_id>.
CONVERTER = re.compile(r"<\w+:")
_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode


class JSONLines(logging.Formatter):
    """Write each record as one line of JSON.

    With a stage, the line embeds the record's metrics for CloudWatch; without one it omits them.
    """

    def __init__(self, *, stage: str = "") -> None:
        super().__init__()
        self._stage = stage

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update({key: value for key, value in vars(record).items() if key not in STANDARD})
        measured = line.pop("metrics", None)
        if error := _error(record):
            line["exception"] = " < ".join(_types(error))
            line["at"] = _frames(error)
        if not (self._stage and isinstance(measured, metrics.Measured)):
            return _encode(line)
        line["stage"] = self._stage
        return metrics.embed(_encode(line), measured, at=record.created)


class TerminalLines(logging.Formatter):
    """Write each request as one line for a developer: method, path template, status, ms."""

    def format(self, record: logging.LogRecord) -> str:
        extra = vars(record)
        if "route" in extra:
            route = extra["route"]
            path = "(no such path)" if route is None else "/" + CONVERTER.sub("<", route)
            return f"{extra['method']:<8}{path:<40}{extra['status']:>4}{extra['ms']:>9.1f} ms"
        line = _printable(f"{record.levelname} {record.name}: {record.getMessage()}")
        if error := _error(record):
            line += f" ({' < '.join(_types(error))})"
            line += "".join(f"\n    {frame}" for frame in _frames(error))
        return line


def _error(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def _types(error: BaseException | None) -> Iterator[str]:
    """Yield the type of the error, then of its cause, and so on."""
    while error is not None:
        yield type(error).__name__
        error = error.__cause__ or error.__context__


def _frames(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def _printable(text: str) -> str:
    """Return the text on one line, without the codes that steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
