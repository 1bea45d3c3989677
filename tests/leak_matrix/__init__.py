"""What each address gives to each caller of a share, by marks in every field of every record."""
