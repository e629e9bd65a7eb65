"""What stories and the directory keep about people."""

from stories import kept  # noqa: F401 -- it registers the lines
