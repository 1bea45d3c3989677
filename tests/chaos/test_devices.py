"""A few fixed runs of the three devices, which `make chaos` runs a thousand times."""

from tests.chaos import devices


def test_three_devices_hold_what_the_server_holds_after_the_last_sync():
    assert devices.measure(runs=5, steps=30, derandomize=True) == []
    met = devices.ThreeDevices.met
    assert (met["edits"] > 0, met["records made again"] > 0) == (True, True)
