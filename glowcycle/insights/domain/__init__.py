"""The statistics behind the answer: pure rules, without clock, store or Django."""
