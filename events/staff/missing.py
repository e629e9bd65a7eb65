"""What a draft needs before it can be published, each with the way to mend it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from events.actions import problems_of
from events.models import Event, Occurrence


class Missing(NamedTuple):
    """One thing that is missing: which, why, and where it is mended."""

    label: str
    text: str
    url: str


def missing_in(event: Event, dates: Iterable[Occurrence]) -> list[Missing]:
    """What keeps a draft from being published, by field."""
    facts = reverse("event_facts", args=[event.pk])
    found = []
    for problem in problems_of(event, list(dates)):
        if problem.field in LABELS:
            url = f"{facts}#id_{problem.field}"
            found.append(Missing(LABELS[problem.field](), problem.text, url))
        else:
            url = f"{reverse('event_desk', args=[event.pk])}#dates"
            found.append(Missing(_("Dates"), problem.text, url))
    return found


LABELS = {
    "title_da": lambda: _("Title in Danish"),
    "title_en": lambda: _("Title in English"),
    "summary_da": lambda: _("In one line, in Danish"),
    "summary_en": lambda: _("In one line, in English"),
}
