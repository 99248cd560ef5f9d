"""What a manager would object to: a review in, findings out.

Knows a `Summary` and the words of the guide; never the store, files or screens.
"""
