"""`python -m salestui`: the same as the command `salestui`."""

from salestui.cli import main

if __name__ == "__main__":
    main()
