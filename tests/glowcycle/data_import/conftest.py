import pytest

from glowcycle.person.data_import.reader import NotAnExport
from tests.support.altered_exports import import_zip
from tests.support.export_zips import DAY, download_export, keep_photo
from tests.support.faults import store_faults
from tests.support.people import someone
from tests.support.stored_life import left


@pytest.fixture(scope="module")
def archive(engine):
    """Return an export with a record of each kind and a photo."""
    phone = someone()
    phone.post("/journal", {"date": DAY, "text": "canary", "energy": 5, "cycleDay": 3})
    phone.post("/period", {"date": DAY, "flow": "light", "symptoms": ["canary"]})
    keep_photo(phone, 500)
    return download_export(phone)


@pytest.fixture
def refuse(stranger):
    """Return a function that asserts a refusal without writes and returns its message."""

    def assert_refused(zip_file):
        before = left(stranger.user_id)
        with store_faults() as calls, pytest.raises(NotAnExport) as error:
            import_zip(stranger, zip_file)
        assert calls == []
        assert left(stranger.user_id) == before
        assert "canary" not in str(error.value)
        return str(error.value)

    return assert_refused
