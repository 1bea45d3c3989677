"""Photos of faces, bodies, groups and things that public packages ship, and what tries them."""
