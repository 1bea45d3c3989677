"""What she allows, in which words, since when; and that she may take it back."""
