"""What the measurements of Clue say."""
