"""Consents: what she allows, to which version of a text, and since when. She may withdraw each."""
