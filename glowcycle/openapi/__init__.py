"""The API in its own words: an OpenAPI 3.1 document, and a page to read it. Loaded if asked for."""
