"""The skin history as a picture."""
