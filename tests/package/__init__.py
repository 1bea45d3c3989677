"""The packaged archive, and the commands that deploy it: `make test-package`."""
