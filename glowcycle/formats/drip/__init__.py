"""One row of drip."""
