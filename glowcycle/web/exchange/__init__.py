"""The panel of a page: its request and answer as a program sends and gets them."""
