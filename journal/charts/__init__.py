"""The journal as a picture."""
