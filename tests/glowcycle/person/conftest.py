# The one real face of all tests, and a model on the wire.
from tests.skin.conftest import bedrock, face, wire  # noqa: F401
