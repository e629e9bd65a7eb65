"""An organisation suggests its own public event at a time that it has booked."""

import pytest

from events import actions
from events.models import Event
from events.refusals import Refused
from hub.models import OutgoingMail
from spaces import actions as desk
from spaces.models import Occupancy
from spaces.states import Actor
from tests import factories
from tests.spaces import makers

WORDS = {"title": "Åbent køkken", "summary": "Kom og smag.", "language": "da"}


def make_booking(**fields):
    booker = factories.make_user(language=fields.pop("speaks", "da"))
    organisation = fields.pop("organisation", factories.make_organisation())
    return makers.make_booking(by=booker, organisation=organisation, **fields)


def suggest(booking, **words) -> Event:
    said = WORDS | words
    return actions.suggest(booking=booking, by=booking.booked_by, **said)


def code_of(act, *args, **said) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **said)
    return refused.value.code


def mails_to(user) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=user.email).order_by("pk"))


def test_a_suggestion_waits_with_the_booking_as_its_room(db):
    booking = make_booking()

    event = suggest(booking)

    date = event.occurrences.get()
    assert (event.status, str(event.title_da), event.slug) == (
        "suggested", "Åbent køkken", "aabent-koekken",
    )  # fmt: skip
    assert list(event.hosts.all()) == [event.suggested_by] == [booking.organisation]
    assert (date.booking, date.space, date.starts_at, date.ends_at) == (
        booking, booking.space, booking.starts_at, booking.ends_at,
    )  # fmt: skip
    assert Occupancy.objects.count() == 1


def test_a_booking_is_suggested_once_until_it_is_declined(db):
    booking = make_booking()
    event = suggest(booking)

    twice = code_of(suggest, booking)
    actions.decline_suggestion(event=event, reason="Det er ikke for alle.")
    suggest(booking, title="Mad for alle")

    assert twice == "suggested"
    assert list(Event.objects.order_by("pk").values_list("status", flat=True)) == [
        "declined", "suggested",
    ]  # fmt: skip


def test_only_a_confirmed_booking_of_an_organisation_to_come_is_suggested(
    db, time_machine
):
    alone = make_booking(organisation=None)
    booking = make_booking()
    desk.cancel(booking=booking, by=None, actor=Actor.STAFF)
    past = make_booking()

    found = [code_of(suggest, alone), code_of(suggest, booking)]
    time_machine.move_to(past.starts_at)
    found.append(code_of(suggest, past))

    assert found == ["no_organisation", "not_confirmed", "not_confirmed"]
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("da", "Dit forslag til et arrangement: Åbent køkken", "Tak for forslaget"),
        ("en", "Your suggestion of an event: Åbent køkken", "Thank you for suggesting"),
    ],
)
def test_who_suggested_reads_why_not(db, language, subject, words):
    booking = make_booking(speaks=language)
    event = suggest(booking, language=language)
    OutgoingMail.objects.all().delete()

    actions.decline_suggestion(event=event, reason="Kun 8 & ikke flere.")

    [mail] = mails_to(booking.booked_by)
    assert (mail.subject, mail.language) == (subject, language)
    assert [words in mail.body, "Kun 8 & ikke flere." in mail.body] == [True, True]
    assert "Kun 8 &amp; ikke flere." in mail.html
    event.refresh_from_db()
    assert (event.status, getattr(event, f"note_{language}")) == (
        "declined", "Kun 8 & ikke flere.",
    )  # fmt: skip
    assert code_of(actions.decline_suggestion, event=event, reason="") == "state"


def test_who_suggested_reads_once_that_it_is_published(home):
    booking = make_booking(speaks="en")
    event = suggest(booking)
    said = {"title_en": "Open kitchen", "summary_en": "Come and taste."}
    Event.objects.update(**said)
    OutgoingMail.objects.all().delete()

    actions.publish(event=event)
    actions.unpublish(event=event)
    actions.publish(event=event)

    [mail] = mails_to(booking.booked_by)
    assert mail.subject == "Your event is published: Open kitchen"
    assert Occupancy.objects.count() == 1
