"""Brings files of other apps in: a preview, then all of it or nothing, and a way back."""
