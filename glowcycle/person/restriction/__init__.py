"""Restriction (GDPR, article 18): her data is stored, and nothing else is done with it."""
