"""All that is hers, to take away: one zip, given at once or written to the bucket bit by bit."""
