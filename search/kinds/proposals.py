"""What was asked of the city and promised, with what became of it."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from home.models import Proposal
from home.models.pages import tracker_in
from hub.routing import locales
from hub.wall_time import noon
from search.kinds.base import Document, Kind, in_languages, lines


class Proposals(Kind):
    """Each proposal on the page of all of them."""

    name = "proposal"
    label, plural = _("Proposal"), _("Proposals")
    family = "proposal"

    def documents(self, keys: set[str] | None = None) -> Iterator[Document]:
        """Those of the languages that have a page of all proposals."""
        proposals = Proposal.objects.with_entries()
        proposals = proposals if keys is None else proposals.filter(slug__in=keys)
        rows, keys_of = list(proposals), {code: pk for pk, code in locales().items()}
        for language in in_languages():
            page = tracker_in(keys_of.get(language))
            if page is not None:
                yield from (document(each, language, page.get_url()) for each in rows)

    def shown(self, keys: set[str], language: str) -> dict[str, dict]:
        """All of them: none is hidden, and one that is gone leads to the others."""
        return {key: {} for key in keys}


def document(each: Proposal, language: str, below: str) -> Document:
    """One proposal with what happened to it."""
    happened, entries = each.last_entry_on, list(each.entries.all())
    return Document(
        key=each.slug,
        language=language,
        title=str(each.title),
        url=f"{below}#{each.slug}",
        summary=str(each.text),
        text=lines(*(entry.text for entry in entries)),
        names=[str(each.get_recommendation_display() or "")],
        place=str(each.state.label),
        at=noon(happened) if happened else None,
        is_example=each.is_example,
        written_in=getattr(each.title, "lang", language),
        since=noon(max(entry.added_on for entry in entries)) if entries else None,
    )
