"""Figures: from the rows of the book to values that carry the rows they were computed from.

Knows periods, deals and the formulas of METRICS.md. Never knows SQL, files, screens or wording.
"""
