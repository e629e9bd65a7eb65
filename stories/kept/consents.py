"""Who is portrayed: the answer, and how to reach them."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub import privacy
from hub.kept import names, texts
from hub.kept.contacts import at_any, digits
from hub.models import Consent, ConsentState
from hub.privacy import Line, Stay, Subject, periods
from stories.actions import taking_down

GIVEN, WITHDRAWN = ConsentState.GIVEN, ConsentState.WITHDRAWN


def consents_of(subject: Subject) -> models.QuerySet:
    """Answers at an address, else of that very name or telephone."""
    consents = Consent.objects.all()
    if not subject.words:
        return consents.filter(at_any("email", subject.addresses))
    named = consents.filter(name__iexact=subject.words.strip())
    number = digits(subject.words)
    phones = consents.exclude(phone="").values_list("pk", "phone")
    called = [pk for pk, phone in phones if digits(phone) == number]
    return named | consents.filter(pk__in=called)


def proof_until(consent: Consent) -> dt.date:
    """How long an answer that was taken back proves what was allowed."""
    kept = privacy.months(periods().keep_log_months)
    return (consent.withdrawn_at + kept).date()


def must_stay(consent: Consent) -> Stay | None:
    """What was taken back stays as proof, without the way to reach the person."""
    if consent.state != WITHDRAWN:
        return None
    reason = _("It proves what you had allowed (GDPR, article 17(3)(e)).")
    return Stay(reason, proof_until(consent))


def forget_contact(consent: Consent) -> None:
    """Take off how to reach the person."""
    Consent.objects.filter(pk=consent.pk).update(email="", phone="")


def delete_consent(consent: Consent) -> None:
    """Take a yes back, which takes the story down; forget what never was one."""
    if consent.state == GIVEN:
        taking_down.take_back_within(consent=consent)
        forget_contact(consent)
    else:
        names.forget_label(consent)
        consent.delete()


def clear_consents(now: dt.datetime) -> None:
    """Forget what was taken back, said no to or never answered, after its time."""
    soon = now - privacy.months(periods().keep_refused_months)
    late = now - privacy.months(periods().keep_log_months)
    over = Consent.objects.taken_back()
    over.filter(withdrawn_at__lt=late).delete()
    over.filter(withdrawn_at__lt=soon).update(email="", phone="")
    Consent.objects.filter(
        state__in=(ConsentState.ASKED, ConsentState.DECLINED), asked_at__lt=soon
    ).delete()


privacy.register(
    Line(
        name="consents",
        what=_("Your yes or no to a story that you are in"),
        why=_("So that you read it first, and we can show what you said yes to."),
        law=_("Your consent (GDPR, article 6(1)(a))."),
        how_long=lambda: (
            _(
                "As long as the story is on the site. After you took a yes back: "
                "address and telephone %(refused)s, the answer itself %(log)s. "
                "Without an answer, and after a no: %(refused)s."
            )
            % {
                "refused": texts.for_months(periods().keep_refused_months),
                "log": texts.log_period(),
            }
        ),
        fields={
            "hub.Consent": (
                "name", "pseudonym", "email", "phone", "wishes", "paper",
                "state", "covers_words", "covers_pictures", "covers_name",
                "covers_sharing", "valid_until", "asked_at", "answered_at",
                "withdrawn_at", "link_key", "take_back_key",
            ),
            "hub.HubImage": ("who_is_in_it", "consents"),
            # A story tells of who is portrayed; taking the yes back takes it down.
            "stories.StoryPage": (
                "standfirst", "in_short", "kicker", "body", "own_figures",
                "corrections", "listing_image", "listing_image_alt", "byline",
                "has_changed_names", "portrays_nobody",
            ),
        },
        find=consents_of,
        facts=lambda row: [
            (_("Name"), row.name),
            (_("Name in the story"), row.pseudonym),
            (_("E-mail"), row.email),
            (_("Telephone"), row.phone),
            (pgettext_lazy("a consent", "Your answer"), row.get_state_display()),
            (_("Your yes covers"), row.covered),
            (_("Until"), row.valid_until),
            (_("Pictures of you"), list(row.images.all())),
            (_("Signed paper"), row.paper),
            (_("What must be changed"), row.wishes),
            (_("Asked"), row.asked_at),
            (_("Answered"), row.answered_at),
            (_("Taken back"), row.withdrawn_at),
        ],
        correct=("name", "phone"),
        delete=delete_consent,
        stays=must_stay,
        clear=clear_consents,
    )
)  # fmt: skip
