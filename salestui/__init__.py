"""salestui: a sales rep's log, figures and review, offline, in one file."""


def __getattr__(name: str) -> str:
    """`__version__`: that of what is installed, made from the tag; looked up when asked for, since a log does without it."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("salestui")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0"
