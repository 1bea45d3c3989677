"""The sentences of a report: what the facts say, for a doctor and for her alike.

Neutral and complete: each number with what it was counted from. Nothing is a diagnosis, advice or a
prediction.
"""
