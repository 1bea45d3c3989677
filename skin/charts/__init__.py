"""The history of her skin as a picture; measures as in period.charts."""
