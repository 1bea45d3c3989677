"""The service for whoever would rather look: each address as a page, where the stage allows it.

A page is made of the very answer that a phone gets, and a form becomes the very request that a
phone sends, so nothing can be seen or done here that the API does not offer. A request that brings
a bearer token is a program's and passes untouched; so does all that no browser sent.
"""
