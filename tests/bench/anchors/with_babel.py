"""The floor of a command that writes figures: click, sqlite3 and babel.numbers imported."""

import sqlite3

import babel.numbers
import click

click.echo(f"{sqlite3.sqlite_version} {babel.numbers.__name__}")
