"""Our own records in our own files."""
