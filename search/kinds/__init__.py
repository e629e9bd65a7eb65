"""What can be found. A new kind is a class in a module of its own, and a line here."""

from wagtail.models import Page

from search.kinds.base import Document, Kind
from search.kinds.events import Events
from search.kinds.files import Files
from search.kinds.organisations import Organisations
from search.kinds.pages import Districts, Guidance, Pages, Stories
from search.kinds.proposals import Proposals
from search.kinds.spaces import Spaces

# In the order of the tabs.
KINDS: tuple[Kind, ...] = (
    Stories(),
    Organisations(),
    Events(),
    Spaces(),
    Guidance(),
    Proposals(),
    Districts(),
    Pages(),
    Files(),
)
BY_NAME = {kind.name: kind for kind in KINDS}


def told_by(page: Page) -> tuple[str, str] | None:
    """The kind and the key of what a page, as its own type, tells of."""
    for kind in KINDS:
        if isinstance(page, kind.pages):
            return kind.name, kind.key_of(page)
    return None


__all__ = ["BY_NAME", "KINDS", "Document", "Kind", "told_by"]
