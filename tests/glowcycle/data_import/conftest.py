import pytest

from tests.support.export_zips import DAY, download_export, keep_photo
from tests.support.people import someone


@pytest.fixture(scope="module")
def archive(engine):
    """Return an export with a record of each kind and a photo."""
    phone = someone()
    phone.post("/journal", {"date": DAY, "text": "canary", "energy": 5, "cycleDay": 3})
    phone.post("/period", {"date": DAY, "flow": "light", "symptoms": ["canary"]})
    keep_photo(phone, 500)
    return download_export(phone)
