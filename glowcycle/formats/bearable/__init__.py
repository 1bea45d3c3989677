"""One row of Bearable."""
