"""What the search keeps about people."""

from search import kept  # noqa: F401 -- it registers the lines
