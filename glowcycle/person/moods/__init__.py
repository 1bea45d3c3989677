"""Her own order of moods, the best first: it tells how good a day was."""
