"""The floor of an import: every cell of a CSV as plain text in one table, by csv.reader and executemany."""

import csv
import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1])
with open(sys.argv[2], encoding="utf-8", newline="") as file, connection:
    rows = csv.reader(file)
    header = next(rows)
    connection.execute("create table deal (" + ", ".join(f'"{name}" text' for name in header) + ")")
    connection.executemany(f"insert into deal values ({', '.join('?' for _ in header)})", rows)
connection.close()
