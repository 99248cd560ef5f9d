"""The floor of a line logged: click and sqlite3 imported, a row inserted and on disk."""

import sqlite3
import sys

import click

connection = sqlite3.connect(sys.argv[1])
connection.execute("pragma journal_mode = wal")
connection.execute("pragma synchronous = full")
connection.execute("create table if not exists entry (id integer primary key, kind text, text text)")
with connection:
    connection.execute("insert into entry (kind, text) values ('win', ?)", (sys.argv[2],))
connection.close()
click.echo("win")
