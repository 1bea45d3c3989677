"""Synchronisation for a phone that is often offline: its operations in, all changes out."""
