"""Large files of other apps, of an invented life: one module for each format."""
