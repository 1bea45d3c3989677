"""One module for each format; `formats.registry` finds them."""
