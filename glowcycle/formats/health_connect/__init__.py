"""What the cells of Health Connect say."""
