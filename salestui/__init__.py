"""salestui: a sales rep's log, figures and review, offline, in one file."""

__version__ = "0.1.0"
