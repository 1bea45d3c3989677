"""The browsable API: each address as a page, in the stages that allow it.

A page shows the answer that a phone gets, and a form sends the request that a phone sends. So a
page offers nothing that the API does not. Requests with a bearer token come from programs and pass
through unchanged.
"""
