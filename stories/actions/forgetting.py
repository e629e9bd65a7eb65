"""Taking people off nominations; what is left is a count without a name.

Left are state, language and days: how many there were, and what became of them.
"""

from django.db import transaction
from django.db.models import F

from stories import letters
from stories.choices import NominationState
from stories.models import Nomination
from stories.models.nominations import NOBODY

NOMINEE = {
    "nominee": NOBODY, "organisation": "", "why": "", "link": "", "district": None,
    "relation": "", "nominee_email": "", "nominee_phone": "", "knows": False,
}  # fmt: skip
NOMINATOR = {"name": NOBODY, "email": "", "relation": "", "may_name": False}
UNASKED = (NominationState.NEW, NominationState.SPAM)
ENDED_WITH_REASON = (NominationState.DECLINED, NominationState.SPAM)


def clear_nominee(nomination: Nomination) -> None:
    """Take all about the nominee off, with what was mailed to them."""
    if nomination.nominee_email:
        letters.forget_letters(nomination, to=nomination.nominee_email)
    Nomination.objects.filter(pk=nomination.pk).update(**NOMINEE)


@transaction.atomic
def forget_nominee(nomination: Nomination) -> None:
    """The nominee wants to be deleted: it is a no, wherever it stands.

    Whoever nominated hears of it where an answer was owed.
    """
    if nomination.state == NominationState.SPAM:
        delete_nomination(nomination)
        return
    if nomination.is_waiting:
        told = letters.letters_for(("nomination_refused",), nomination)
        letters.send(told)
        ended = {
            "state": NominationState.REFUSED,
            "story": None,
            "version": F("version") + 1,
        }
        Nomination.objects.filter(pk=nomination.pk).update(**ended)
    clear_nominee(nomination)


@transaction.atomic
def forget_nominator(nomination: Nomination) -> None:
    """Take off who nominated; all of it goes where the nominee was not asked yet."""
    if nomination.state in UNASKED:
        delete_nomination(nomination)
        return
    if nomination.email:
        letters.forget_letters(nomination, to=nomination.email)
    Nomination.objects.filter(pk=nomination.pk).update(**NOMINATOR)


@transaction.atomic
def forget_nomination(nomination: Nomination) -> None:
    """Take everybody off: the state, the language and the days stay as a count."""
    letters.forget_letters(nomination)
    has_reason = nomination.state in ENDED_WITH_REASON
    nothing = {
        "reason": NOBODY if has_reason else "",
        "answered_by": None,
        "story": None,
    }
    gone = NOMINEE | NOMINATOR | nothing
    Nomination.objects.filter(pk=nomination.pk).update(**gone)


@transaction.atomic
def delete_nomination(nomination: Nomination) -> None:
    """Delete the row and what is left of its letters."""
    letters.forget_letters(nomination)
    nomination.delete()
