"""The forms of pages: made from serializers, read as the JSON that a program would send."""
