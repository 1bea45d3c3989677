"""What others open by a link of hers: a share, and the calendar of her next periods."""
