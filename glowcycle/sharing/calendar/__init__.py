"""The calendar of her next periods, as calendar programs subscribe to it: dates and a title."""
