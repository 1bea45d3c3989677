"""What the tables of Menstrudel say."""
