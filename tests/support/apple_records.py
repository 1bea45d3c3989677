"""Reads files of Apple Health in tests, whole or of records written here."""

import io

from glowcycle.formats.apps import apple_health
from glowcycle.formats.detection import find_format
from glowcycle.formats.source import Source


def read(content):
    source = Source(io.BytesIO(content))
    assert find_format(source).name == "apple-health"
    return apple_health.read(source)


def read_records(*records):
    return read(f"<HealthData>\n{''.join(records)}</HealthData>".encode())


def record(
    kind,
    value="HKCategoryValueNotApplicable",
    *,
    start="2026-01-06 08:00:00 +0100",
    end=None,
    unit="",
    metadata=(),
):
    entries = "".join(f'<MetadataEntry key="{key}" value="{said}"/>' for key, said in metadata)
    return (
        f'<Record type="{kind}" unit="{unit}" startDate="{start}" endDate="{end or start}" '
        f'value="{value}">{entries}</Record>\n'
    )


def flow(value, **kwargs):
    return record("HKCategoryTypeIdentifierMenstrualFlow", value, **kwargs)


def starting(day, **kwargs):
    metadata = [("HKMenstrualCycleStart", "1")]
    return flow("2", start=f"{day} 08:00:00 +0100", metadata=metadata, **kwargs)


def days_of(history):
    return {
        day.isoformat(): {name: value for name, value in each.values.items() if name != "date"}
        for day, each in history.days.items()
    }


def counts_of(history):
    return {(each.what, each.value, each.reason): each.count for each in history.not_taken}
