"""Bookings: who asked for them, how long that is known, and what an invoice keeps."""

import datetime as dt
from collections.abc import Iterator

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hub import privacy
from hub.formatting import money
from hub.kept import texts
from hub.kept.accounts import account_of
from hub.kept.contacts import at_any, digits
from hub.kept.names import forget_label
from hub.privacy import Line, Stay, Subject, periods
from spaces import actions
from spaces.hours import midnight
from spaces.models import Booking, BookingEvent, CalendarToken, Introduction
from spaces.states import BookingState

BOOKKEEPING = _("We must keep what we invoiced (the Danish Bookkeeping Act).")
USED = (BookingState.CONFIRMED, BookingState.NO_SHOW)


def named_or_called(rows: models.QuerySet, words: str) -> Q:
    """Rows of exactly that name or telephone number, for somebody without e-mail."""
    phones = rows.exclude(phone="").values_list("pk", "phone")
    called = [pk for pk, phone in phones if digits(phone) == digits(words)]
    return Q(name__iexact=words.strip()) | Q(pk__in=called)


def bookings_of(subject: Subject) -> models.QuerySet:
    """What somebody booked, by account or address; else by name or telephone."""
    rows = Booking.objects.for_lists().prefetch_related("problems")
    rows = rows.order_by("-starts_at")
    if subject.words:
        return rows.filter(named_or_called(Booking.objects.all(), subject.words))
    mine = at_any("email", subject.addresses)
    return rows.filter(mine | Q(booked_by__in=account_of(subject)))


def _booking_facts(booking: Booking) -> Iterator[tuple[str, object]]:
    yield _("Booking"), booking.reference
    yield _("Space"), f"{booking.space}, {booking.space.venue}"
    yield _("From"), booking.starts_at
    yield _("Until"), booking.ends_at
    yield _("State"), booking.get_state_display()
    yield _("Name"), booking.name
    yield _("E-mail"), booking.email
    yield _("Telephone"), booking.phone
    yield _("Organisation"), booking.organisation
    yield _("How many"), booking.people
    yield _("What for"), booking.purpose
    yield _("The food"), booking.get_food_display()
    yield _("Our question"), booking.question
    yield _("The answer"), booking.answer
    yield _("Our words"), booking.words
    yield _("Price"), money(booking.price_ore)
    yield _("EAN number"), booking.payer_ean
    yield _("Payer's reference"), booking.payer_reference
    yield _("What was wrong in the room"), [row.text for row in booking.problems.all()]
    if _is_coming(booking):
        yield _("If you delete it"), _("it is called off, and others may have the room")


def _is_coming(booking: Booking) -> bool:
    return booking.state in BookingState.coming() and not booking.has_begun


def must_stay(booking: Booking) -> Stay | None:
    """Why a booking must stay: it goes on, is to be paid, or was invoiced."""
    if booking.is_in_use:
        return Stay(_("It goes on just now."), timezone.localdate(booking.ends_at))
    if booking.state not in USED or not booking.price_ore or not booking.has_begun:
        return None
    if booking.invoiced_at is None:
        return Stay(_("The invoice for it has not been written yet."))
    return Stay(BOOKKEEPING, invoice_until(booking))


def invoice_until(booking: Booking) -> dt.date:
    """The last day of an invoice: years after the end of the year it belongs to."""
    year = timezone.localdate(booking.ends_at).year
    return dt.date(year + periods().keep_invoices_years, 12, 31)


def invoice_period() -> str:
    """How long invoices are kept, in words."""
    number = periods().keep_invoices_years
    return ngettext("%(n)d year", "%(n)d years", number) % {"n": number}


def _how_long() -> str:
    said = {
        "used": texts.contact_period(),
        "refused": texts.for_months(periods().keep_refused_months),
        "invoiced": invoice_period(),
    }
    text = _(
        "%(used)s after use. Refused, withdrawn and unanswered requests: %(refused)s. "
        "What was invoiced: %(invoiced)s after the end of its year. What you never "
        "sent: at once."
    )
    return text % said


def clear_bookings(now: dt.datetime) -> None:
    """Take people off bookings when their time is over; invoices keep the payer."""
    named = Booking.objects.exclude(is_forgotten=True, organisation=None)
    came_to_nothing = named.in_state(*BookingState.refused()).annotate(
        ended_at=Coalesce(models.Max("events__happened_at"), "created_at")
    )
    months = periods().keep_refused_months
    for booking in came_to_nothing.filter(ended_at__lt=now - privacy.months(months)):
        actions.forget(booking)
    for booking in used_before(named, now):
        # An invoice that nobody wrote in all those years is not written any more.
        if must_stay(booking) and timezone.localdate(now) <= invoice_until(booking):
            actions.keep_for_invoice(booking)
        else:
            actions.forget(booking)


def used_before(bookings: models.QuerySet, now: dt.datetime) -> models.QuerySet:
    """Those used before the settings' time, without invoices that hold no more."""
    cutoff = now - privacy.months(periods().keep_contacts_months)
    first_year = timezone.localtime(now).year - periods().keep_invoices_years
    named = BookingEvent.objects.filter(booking=models.OuterRef("pk"), user__gt=0)
    says_more = ~Q(**actions.SAID) | Q(models.Exists(named))
    is_old = Q(ends_at__lt=midnight(dt.date(first_year, 1, 1)))
    used = bookings.in_state(*USED, BookingState.CANCELLED)
    return used.filter(says_more | is_old | Q(invoiced_at=None), ends_at__lt=cutoff)


def with_recent_bookings(since: dt.datetime) -> models.QuerySet:
    """Accounts with a booking that is to come or ended since then."""
    recent = Booking.objects.filter(ends_at__gte=since, booked_by__isnull=False)
    return recent.values("booked_by")


def delete_introduction(row: Introduction) -> None:
    """Forget that somebody was shown a space: the next booking there is a first one."""
    forget_label(row)
    row.delete()


privacy.register(
    Line(
        name="bookings",
        what=_("Your bookings and requests"),
        why=_("So that we can answer you, open the door, and reach you."),
        law=texts.YOUR_WISH,
        how_long=_how_long,
        fields={
            "spaces.Booking": (
                "booked_by", "organisation", "name", "email", "phone", "purpose",
                "question", "answer", "words", "payer_ean", "payer_reference",
            ),
            "spaces.Problem": ("booking", "text", "told_at", "handled_at"),
        },
        find=bookings_of,
        facts=_booking_facts,
        correct=("name", "phone"),
        delete=lambda row: actions.give_up(booking=row),
        stays=must_stay,
        clear=clear_bookings,
    )
)  # fmt: skip
privacy.register(
    Line(
        name="introductions",
        what=_("Spaces that you were introduced to"),
        why=_("So that you may use them alone."),
        law=texts.YOUR_WISH,
        how_long=lambda: _("As long as the account, or until you delete it."),
        fields={"spaces.Introduction": ("user", "space", "kind", "held_on")},
        find=lambda subject: Introduction.objects.filter(
            user__in=account_of(subject)
        ).select_related("space"),
        facts=lambda row: [
            (_("Space"), row.space or row.get_kind_display()),
            (_("When"), row.held_on),
        ],
        delete=delete_introduction,
    )
)
privacy.register(
    Line(
        name="calendar_feeds",
        what=_("The secret address of your calendar"),
        why=_("So that your own calendar can show your bookings."),
        law=texts.YOUR_WISH,
        how_long=lambda: _("As long as the account; you can renew it at any time."),
        fields={"spaces.CalendarToken": ("user", "token", "renewed_at")},
        find=lambda subject: CalendarToken.objects.filter(user__in=account_of(subject)),
        facts=lambda row: [
            (_("Made"), row.renewed_at),
            (_("Secret"), _("shown to nobody")),
        ],
        delete=lambda row: row.delete(),
    )
)
privacy.register_use(with_recent_bookings)
