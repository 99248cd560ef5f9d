"""What is made or measured within a process of its own, by the program's own functions."""
