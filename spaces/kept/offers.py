"""Rooms that somebody offers: who, where, and the photograph."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub import privacy
from hub.kept import texts
from hub.kept.contacts import at_any
from hub.privacy import Line, Subject, periods
from spaces import actions
from spaces.choices import OfferState
from spaces.kept.bookings import named_or_called
from spaces.models import RoomOffer


def offers_of(subject: Subject) -> models.QuerySet:
    """What somebody offered, by address; else by name or telephone."""
    rows = RoomOffer.objects.all()
    if subject.words:
        return rows.filter(named_or_called(rows, subject.words))
    return rows.filter(at_any("email", subject.addresses))


def clear_offers(now: dt.datetime) -> None:
    """Take people off offers that were answered, declined ones the sooner."""
    named = RoomOffer.objects.exclude(email="")
    for state, months in (
        (OfferState.DECLINED, periods().keep_refused_months),
        (OfferState.ACCEPTED, periods().keep_contacts_months),
    ):
        answered = named.filter(state=state)
        for offer in answered.filter(answered_at__lt=now - privacy.months(months)):
            actions.forget_offer(offer)


privacy.register(
    Line(
        name="room_offers",
        what=_("Rooms that you offered"),
        why=_("So that we can visit the room and answer you."),
        law=texts.YOUR_WISH,
        how_long=lambda: (
            _("Until we have answered, then %(used)s; where we said no, %(refused)s.")
            % {
                "used": texts.contact_period(),
                "refused": texts.for_months(periods().keep_refused_months),
            }
        ),
        fields={
            "spaces.RoomOffer": (
                "address", "empty_when", "access", "photo", "who_decides", "name",
                "email", "phone", "reason",
            )
        },
        find=offers_of,
        facts=lambda row: [
            (_("Address"), row.address),
            (_("Kind"), row.get_kind_display()),
            (_("When it stands empty"), row.empty_when),
            (_("How one gets in"), row.access),
            (_("Photograph"), bool(row.photo)),
            (_("Who decides"), row.who_decides),
            (_("Name"), row.name),
            (_("E-mail"), row.email),
            (_("Telephone"), row.phone),
            (_("Sent"), row.sent_at),
            (_("State"), row.get_state_display()),
            (_("Our words"), row.reason),
        ],
        correct=("name", "phone", "address", "who_decides"),
        delete=actions.delete_offer,
        clear=clear_offers,
    )
)  # fmt: skip
