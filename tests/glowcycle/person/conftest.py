# The one real face of all tests.
