"""Clients made only from the OpenAPI document."""
