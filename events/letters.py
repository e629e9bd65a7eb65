"""Mails about sign-ups: in the guest's language, queued with what they tell of.

All are secret: they hold the guest's link, so their words are cleared once sent. Each
is marked, so that it goes with its sign-up.
"""

from django.utils import translation

from events.calendars import calendar_of
from events.gatherings import Gathering
from events.links import link_for
from events.models import Occurrence, Signup
from events.states import SignupState
from hub import mail
from hub.calendars import CONTENT_TYPE
from hub.models import OutgoingMail, SiteSettings

ABOUT = "X-Sign-up"
# These bring the calendar up to date.
WITH_FILE = {"confirmed", "moved", "postponed", "date_cancelled", "dates_added"}


def tell(name: str, signup: Signup, gathering: Gathering, **context) -> None:
    """Queue `email/signup_<name>` to the guest; who has no address is rung by staff."""
    if not signup.email:
        return
    with translation.override(signup.language):
        mail.send(
            f"signup_{name}",
            to=signup.email,
            language=signup.language,
            context=_words(name, signup, gathering) | context,
            attachments=_files(name, signup, gathering, context.get("date")),
            is_secret=True,
            headers={ABOUT: str(signup.key)},
        )


def tell_host(name: str, signup: Signup, gathering: Gathering) -> None:
    """Queue `email/signup_<name>` to whom one asks, else the hub, else its managers."""
    event = gathering.event
    own = event.contact.email if event.contact else ""
    words = {"signup": signup, "event": event, "dates": gathering.told}
    words |= {"gathering": gathering}
    if to := own or SiteSettings.current().email:
        headers = {ABOUT: str(signup.key)}
        with translation.override("da"):
            mail.send(
                f"signup_{name}", to=to, language="da", context=words,
                is_secret=True, headers=headers,
            )  # fmt: skip
    else:
        mail.tell_managers(f"signup_{name}", **words)


def forget(signup: Signup) -> None:
    """Delete the mails about a sign-up that have not gone out."""
    waiting = OutgoingMail.objects.filter(sent_at=None)
    waiting.filter(**{f"headers__{ABOUT}": str(signup.key)}).delete()


def _files(
    name: str, signup: Signup, gathering: Gathering, date: Occurrence | None
) -> list[tuple[str, bytes, str]]:
    """The calendar file of one date, else of all; the online link is in this one."""
    if name not in WITH_FILE:
        return []
    has_place = signup.state == SignupState.CONFIRMED
    dates = [date] if date else gathering.told
    content = calendar_of(dates, language=signup.language, private=has_place)
    return [(f"{gathering.event.slug}.ics", content, CONTENT_TYPE)]


def _words(name: str, signup: Signup, gathering: Gathering) -> dict:
    """What every mail to a guest may need."""
    event = gathering.event
    has_place = signup.state == SignupState.CONFIRMED
    is_waiting = signup.state == SignupState.WAITLISTED
    return {
        "place_in_queue": Signup.objects.place_of(signup) if is_waiting else None,
        "signup": signup,
        "event": event,
        "dates": gathering.told,
        "lead": f"email/signup_{name}/lead.txt",
        "url": link_for(signup),
        "has_place": has_place,
        "online_url": event.online_url if has_place else "",
        "is_online": event.format == "online",
    }
