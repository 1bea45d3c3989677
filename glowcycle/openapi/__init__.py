"""The OpenAPI 3.1 document and its page. Only a request for /schema or /docs loads this package."""
