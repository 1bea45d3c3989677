"""Whatever happens to an export, it is refused or comes back as it was."""

import io
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glowcycle.person.data_import.reader import ExportZip, NotAnExport
from tests.support.altered_exports import bring, files_of, forged
from tests.support.export_zips import answered
from tests.support.people import someone


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_happens_to_the_bytes_it_is_refused_or_the_same(archive, data):
    damaged = bytearray(archive)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place : place + data.draw(st.integers(1, 4))] = data.draw(
            st.binary(min_size=0, max_size=6)
        )
    try:
        found = ExportZip(io.BytesIO(bytes(damaged)))
        told = [(file.name, file.records) for file in found.record_files()]
    except NotAnExport:
        return
    whole = ExportZip(io.BytesIO(archive))
    assert found.digest == whole.digest
    assert told == [(file.name, file.records) for file in whole.record_files()]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_a_record_says_it_is_refused_or_answered_so(archive, data):
    name = data.draw(st.sampled_from(["journal.json", "period.json", "skin.json"]))
    files = files_of(archive)
    told = json.loads(files[name])
    record = told["records"][0]
    field = data.draw(st.sampled_from(sorted(record)))
    record[field] = data.draw(JSON)
    files[name] = json.dumps(told).encode()
    phone = someone()
    try:
        bring(phone, forged(files))
    except NotAnExport:
        return
    kind = name.removesuffix(".json")
    (found,) = answered(phone)[kind].values()
    assert {n: v for n, v in found.items() if n not in ("userId", "updatedAt", "cycleDay")} == {
        n: v for n, v in record.items() if n not in ("userId", "updatedAt", "cycleDay")
    }
