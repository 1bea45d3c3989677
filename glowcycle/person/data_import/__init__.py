"""Import of an export into an empty account."""
