"""Keeping profiles true: asked once a year, marked, and taken down after silence.

    months of silence   11       12             22          23          24
                        a mail   "not           a mail      a mail      archived,
                                 confirmed"                             a mail

Each mail is counted on the profile in its own transaction: nothing is sent twice, and
nothing is archived that was not warned twice, a month apart, however long the clock
stood still.
"""

import datetime as dt
from typing import NamedTuple

from django.core import signing
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from hub import mail, pagecache
from hub.choices import Language
from hub.models import Membership, Organisation, OrganisationState
from hub.transactions import whole
from hub.workdays import months_before
from stories.refusals import Refused

SALT = "stories.confirm_profile"
LASTS = dt.timedelta(days=800)  # the link of the last mail brings a profile back
UNCONFIRMED_AFTER, ARCHIVED_AFTER = 12, 24
APART = 1  # month between two mails


class Reminder(NamedTuple):
    """One mail: after how many months of silence, and its template."""

    after: int
    mail: str


# The place in the row is what `Organisation.reminders` counts.
REMINDERS = (
    Reminder(11, "profile_confirm"),
    Reminder(22, "profile_goes"),
    Reminder(23, "profile_goes"),
)
GONE = "profile_gone"


# Who is asked, and the link -----------------------------------------------------------


def recipients_of(organisation: Organisation) -> list[tuple[str, str]]:
    """(address, language) of its owners, else its own; empty where there is none."""
    owners = organisation.memberships.owners().select_related("user")
    found = [(each.user.email, each.user.language) for each in owners.order_by("pk")]
    if found or not organisation.email:
        return found
    language = Language.DANISH if organisation.pitch_da else Language.ENGLISH
    return [(organisation.email, language)]


def token_for(organisation: Organisation) -> str:
    """The signed part of the link; it works until the facts are next confirmed."""
    return signing.dumps([organisation.pk, _stamp(organisation)], salt=SALT)


def organisation_behind(token: str) -> tuple[Organisation, bool] | None:
    """The organisation of a link and whether the link works; None if it is not ours.

    Raises signing.SignatureExpired for one that is too old.
    """
    try:
        pk, stamp = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.SignatureExpired:
        raise
    except signing.BadSignature:
        return None
    found = Organisation.objects.filter(pk=pk).first()
    return found and (found, constant_time_compare(stamp, _stamp(found)))


def _stamp(organisation: Organisation) -> str:
    """What changes when the link is used, or is somebody else's to use."""
    said = f"{organisation.last_confirmed_at} {recipients_of(organisation)}"
    return salted_hmac(SALT, said, algorithm="sha256").hexdigest()[:20]


# Confirming ---------------------------------------------------------------------------


def is_gone_by_silence(organisation: Organisation) -> bool:
    """Whether the clock archived it, so that one press brings it back."""
    was_warned = organisation.reminders > len(REMINDERS)
    return organisation.state == OrganisationState.ARCHIVED and was_warned


def may_be_confirmed(organisation: Organisation) -> bool:
    """Whether saying that all is right means anything."""
    return organisation.is_listed or is_gone_by_silence(organisation)


@whole
def confirm(*, organisation: Organisation) -> None:
    """All of it is right today; what the clock archived is back.

    Raises Refused: `state` where there is nothing to confirm, `changed` where somebody
    confirmed at the same moment.
    """
    if not may_be_confirmed(organisation):
        raise Refused("state")
    seen = Organisation.objects.filter(
        pk=organisation.pk,
        state=organisation.state,
        last_confirmed_at=organisation.last_confirmed_at,
    )
    confirmed = {
        "state": OrganisationState.PUBLISHED,
        "last_confirmed_at": timezone.now(),
        "reminders": 0,
        "reminded_on": None,
    }
    if not seen.update(**confirmed):
        raise Refused("changed")
    pagecache.renew()


# The clock ----------------------------------------------------------------------------


def begin_the_year() -> None:
    """A listed profile without a date begins today: staff published it by hand."""
    listed = Organisation.objects.listed()
    listed.filter(last_confirmed_at=None).update(last_confirmed_at=timezone.now())


def mark_unconfirmed() -> None:
    """Mark what nobody has confirmed for twelve months."""
    old = silent_for(UNCONFIRMED_AFTER).filter(state=OrganisationState.PUBLISHED)
    if old.update(state=OrganisationState.UNCONFIRMED):
        pagecache.renew()


def silent_for(months: int):
    """Listed profiles that nobody has confirmed for so many months."""
    last = months_before(timezone.localdate(), months)
    end = dt.datetime.combine(last, dt.time.max, timezone.get_default_timezone())
    return Organisation.objects.listed().filter(last_confirmed_at__lte=end)


def due_to_remind():
    """Those whose next mail is due: silent for long enough, the last mail a month old.

    Without an owner or an address nobody can be asked: see `nobody_to_ask`.
    """
    due = Q(pk__in=[])
    for place, reminder in enumerate(REMINDERS):
        silent = silent_for(reminder.after).filter(reminders=place)
        due |= Q(pk__in=silent.values("pk"))
    return askable(rested(Organisation.objects.filter(due)))


def due_to_archive():
    """Those silent for 24 months, after two warnings, the last one a month old."""
    silent = silent_for(ARCHIVED_AFTER).filter(reminders=len(REMINDERS))
    return askable(rested(silent))


def rested(rows):
    """Those that got no mail within the last month."""
    month_ago = months_before(timezone.localdate(), APART)
    return rows.filter(Q(reminded_on=None) | Q(reminded_on__lte=month_ago))


def askable(rows):
    """Those with an owner or an address."""
    owned = Membership.objects.owners().values("organisation")
    return rows.filter(~Q(email="") | Q(pk__in=owned))


def nobody_to_ask():
    """Profiles nearly a year old, with nobody whom the yearly mail could reach."""
    reached = askable(Organisation.objects.listed())
    return silent_for(REMINDERS[0].after).exclude(pk__in=reached.values("pk"))


@whole
def remind(*, organisation: Organisation) -> bool:
    """Send the next mail, unless somebody did or confirmed meanwhile; says whether."""
    count = organisation.reminders
    mine = due_to_remind().filter(pk=organisation.pk, reminders=count)
    if not mine.update(reminders=count + 1, reminded_on=timezone.localdate()):
        return False
    tell(REMINDERS[count].mail, organisation)
    return True


@whole
def archive(*, organisation: Organisation) -> bool:
    """Take a profile down after two years; says whether, with the way back by mail."""
    mine = due_to_archive().filter(pk=organisation.pk)
    gone = {
        "state": OrganisationState.ARCHIVED,
        "reminders": len(REMINDERS) + 1,
        "reminded_on": timezone.localdate(),
    }
    if not mine.update(**gone):
        return False
    pagecache.renew()
    tell(GONE, organisation)
    return True


def tell(name: str, organisation: Organisation) -> None:
    """Queue a mail with the link to each whom it concerns, in their language.

    The profile is as it was before the mail was counted.
    """
    token = token_for(organisation)
    since = timezone.localtime(organisation.last_confirmed_at).date()
    mails_left = len(REMINDERS) - organisation.reminders
    goes_on = max(
        months_before(since, -ARCHIVED_AFTER),
        months_before(timezone.localdate(), -APART * mails_left),
    )
    for to, language in recipients_of(organisation):
        context = {"organisation": organisation, "token": token, "goes_on": goes_on}
        mail.send(name, to=to, language=language, context=context)
