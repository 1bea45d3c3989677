"""What a phone that was offline gives and takes: her changes in, everybody's changes out."""
