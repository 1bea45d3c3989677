"""The OpenAPI 3.1 document of the API, and a page to read it. Only their addresses load it."""
