"""What spaces keep about people: who books, who offers a room, who looks after it."""

from spaces import kept  # noqa: F401 -- it registers the lines
