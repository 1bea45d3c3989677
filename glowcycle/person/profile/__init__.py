"""Her profile: what she says of herself once, and the forecast takes as evidence."""
