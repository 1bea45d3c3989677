# The one real face of all tests.
from tests.skin.conftest import face  # noqa: F401
