"""How a hostile file is read, by its kind. Nothing here knows an app."""
