"""The peak of this process's memory while a block runs, as the kernel counts it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
RESET_PEAK = "5"


@dataclass
class Peak:
    """MB above what the process had at the start; 0 where the kernel does not tell."""

    megabytes: float = 0.0


@contextmanager
def peak_memory() -> Iterator[Peak]:
    """Yield the peak, which is known once the block has ended. Linux alone tells it."""
    peak = Peak()
    if not RESET.exists():
        yield peak
        return
    RESET.write_text(RESET_PEAK)
    before = resident("VmRSS")
    try:
        yield peak
    finally:
        peak.megabytes = resident("VmHWM") - before


def resident(name: str) -> float:
    """Return VmRSS (now) or VmHWM (the peak) in MB."""
    lines = STATUS.read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))
