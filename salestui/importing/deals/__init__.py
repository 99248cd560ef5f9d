"""A file of deals: typed by column, compared with what is known, told as a history."""
