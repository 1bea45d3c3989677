"""What the days of Ovumcy say, in its JSON and its CSV."""
