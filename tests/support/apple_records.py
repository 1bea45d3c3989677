"""Makes files of Apple Health in tests, and reads them."""

from tests.support.read_histories import read_history


def read_records(*records):
    return read_history(f"<HealthData>\n{''.join(records)}</HealthData>".encode())


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
