"""What events keep about people."""

from events import kept  # noqa: F401 -- it registers the lines
