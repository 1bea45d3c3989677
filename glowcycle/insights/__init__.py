"""Does it follow her cycle? An honest answer about her journal and her skin."""
