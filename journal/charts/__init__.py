"""The journal as a picture; measures as in period.charts."""
