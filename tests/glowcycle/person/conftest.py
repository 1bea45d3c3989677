from tests.skin.conftest import face  # noqa: F401  the one real face of all tests
