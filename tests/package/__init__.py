"""The archive that is deployed, and the command line that deploys it: `make test-package`."""
