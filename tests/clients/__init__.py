"""Clients that know the service by its document alone."""
