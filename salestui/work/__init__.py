"""What a person does: log a line, bring in a file, set a goal, write a field, review a period, export. The store's only user.

One short function each: it takes the open `Desk` (or its store), does one transaction, and gives back a value. Never knows
widgets, click or wording.
"""
