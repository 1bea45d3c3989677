"""What the records of Apple Health say, and what only she can tell of them."""
