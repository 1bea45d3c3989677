"""Her calendar: a secret link under which calendar programs find the dates of her next periods."""
