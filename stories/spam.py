"""What merely looks like spam: held back for staff to look at, never refused.

Five plain rules, each with a sentence for staff. Nothing is learned or scored, and the
language that somebody writes in is no reason.
"""

import datetime as dt
import re

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.forms import LINK
from stories.models import Nomination

NAMES = ("nominee", "organisation", "relation", "name")  # no link belongs there
MARKUP = re.compile(
    r"<\s*(?:a|script|img|iframe)\b|\[(?:url|link|img)\b", re.IGNORECASE
)
SOLD = re.compile(
    r"\b(?:backlinks?|bitcoins?|casino|cialis|forex|payday loans?|seo|viagra)\b",
    re.IGNORECASE,
)
COPIED_WITHIN = dt.timedelta(days=30)
FEW_LETTERS, MOST_CAPITALS = 40, 0.6
REASONS: dict[str, Promise] = {
    "link": _("A web address stands in a field that asks for a name."),
    "markup": _("There is HTML or forum code in the text."),
    "sold": _("The text has a word that spam sells with."),
    "capitals": _("Most letters are capitals."),
    "copied": _("The same text came from another address within a month."),
}


def why_held(said: dict) -> str:
    """The code of the first rule that fits what somebody wrote; "" for none."""
    text = said["why"]
    if any(LINK.search(said[name]) for name in NAMES):
        return "link"
    if MARKUP.search(text):
        return "markup"
    if SOLD.search(text):
        return "sold"
    if shouts(text):
        return "capitals"
    month_ago = timezone.now() - COPIED_WITHIN
    same = Nomination.objects.filter(why=text, sent_at__gt=month_ago)
    return "copied" if same.exclude(email__iexact=said["email"]).exists() else ""


def shouts(text: str) -> bool:
    """Whether a text of some length is mostly in capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return len(letters) >= FEW_LETTERS and capitals > MOST_CAPITALS * len(letters)


def in_words(reason: str) -> str:
    """A reason for staff: the rule's sentence, or what somebody wrote."""
    return str(REASONS.get(reason, reason))
