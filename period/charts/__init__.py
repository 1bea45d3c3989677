"""The answers about the cycle as pictures: geometry here, markup in the templates.

All measures are pixels of a picture 420 wide: as it is on a phone, enlarged on a desk.
"""
