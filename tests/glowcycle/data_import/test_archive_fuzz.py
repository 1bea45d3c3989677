"""An altered export is refused, or imported exactly."""

import io
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glowcycle.person.data_import.reader import ExportZip, NotAnExport
from tests.support.altered_exports import import_zip, unzip, zip_with_manifest
from tests.support.export_zips import answered_records
from tests.support.people import someone


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_damaged_zip_is_refused_or_unchanged(archive, data):
    damaged = bytearray(archive)
    for _ in range(data.draw(st.integers(1, 6))):
        offset = data.draw(st.integers(0, len(damaged) - 1))
        damaged[offset : offset + data.draw(st.integers(1, 4))] = data.draw(
            st.binary(min_size=0, max_size=6)
        )
    try:
        export = ExportZip(io.BytesIO(bytes(damaged)))
        records = [(file.name, file.records) for file in export.record_files()]
    except NotAnExport:
        return
    original = ExportZip(io.BytesIO(archive))
    assert export.digest == original.digest
    assert records == [(file.name, file.records) for file in original.record_files()]


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
def test_altered_record_is_refused_or_imported_exactly(archive, data):
    name = data.draw(st.sampled_from(["journal.json", "period.json", "skin.json"]))
    files = unzip(archive)
    content = json.loads(files[name])
    record = content["records"][0]
    field = data.draw(st.sampled_from(sorted(record)))
    record[field] = data.draw(JSON)
    files[name] = json.dumps(content).encode()
    phone = someone()
    try:
        import_zip(phone, zip_with_manifest(files))
    except NotAnExport:
        return
    kind = name.removesuffix(".json")
    (imported,) = answered_records(phone)[kind].values()
    assert {n: v for n, v in imported.items() if n not in ("userId", "updatedAt", "cycleDay")} == {
        n: v for n, v in record.items() if n not in ("userId", "updatedAt", "cycleDay")
    }
