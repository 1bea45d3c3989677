"""Export of all her data as one zip, returned at once or written to the bucket in parts."""
