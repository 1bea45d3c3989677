"""What the cycles and events of Flo say."""
