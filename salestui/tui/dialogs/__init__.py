"""What opens over a place and closes again: the quick log, the rows behind a number, a proposal, an export."""
