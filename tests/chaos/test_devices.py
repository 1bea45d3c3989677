"""A few fixed runs of the three devices, which `make chaos` runs a thousand times."""

from tests.chaos import devices


def test_three_devices_hold_what_the_server_holds_after_the_last_sync():
    assert devices.measure(runs=5, steps=30, derandomize=True) == []
    met = devices.ThreeDevices.met
    assert met.keys() >= {"edits", "delayed writes", "crashes", "413", "records made again"}
    assert met["deletions taken back"] > 0
