"""Following a search for a free space by mail, until its time."""
