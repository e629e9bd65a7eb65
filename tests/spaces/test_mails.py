"""What each mail about a booking says, in the language of its reader."""

import base64
import datetime as dt
import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from hub.models import OutgoingMail, SiteSettings
from spaces import actions, messages
from spaces.availability import nearest
from spaces.models import AccessNotice, Booking, HouseRules
from tests import factories
from tests.spaces import makers

NOW = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
KEY = "Kode 4711"


@pytest.fixture(autouse=True)
def _september(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def space(db):
    """A kitchen with all that a mail may tell."""
    venue = makers.make_venue(
        name_da="Sundhuset", name_en="The Sound House", street="Sundvej 2",
        postcode="2300", key_da=KEY, key_en="Code 4711", door_phone="11 22 33 44",
    )  # fmt: skip
    HouseRules.objects.create(venue=venue, version=2, text_da="Fej", text_en="Sweep")
    names = {"name_da": "Salen", "name_en": "The hall"}
    return makers.make_space(venue, notice_hours=0, **names)


def last() -> OutgoingMail:
    """The newest mail."""
    return OutgoingMail.objects.latest("pk")


def words_of(mail: OutgoingMail) -> str:
    """Subject and text in one line."""
    return " ".join(f"{mail.subject} {mail.body}".split())


def links_in(mail: OutgoingMail) -> list[str]:
    """The paths of all links to the site, in the text and in the HTML."""
    everything = f"{mail.body} {unescape(mail.html)}"
    found = re.findall(r"https?://[^\s\"<>]+", everything)
    site = urlsplit(settings.SITE_URL).netloc
    ours = [urlsplit(url) for url in dict.fromkeys(found)]
    return [f"{url.path}?{url.query}".rstrip("?") for url in ours if url.netloc == site]


def tell_all(space, staff, language: str) -> list[OutgoingMail]:
    """One mail of each kind to a booker."""
    by = factories.make_user(language=language)
    rules = space.venue.house_rules.get()
    said = {"by": by, "language": language, "house_rules": rules}
    first = makers.make_request(space, [makers.slot(14)], **said)
    actions.ask(booking=first, by=staff, question="Hvor mange gryder?")
    actions.answer(booking=first, by=by, text="To")
    actions.confirm(booking=first, by=staff, entry="door")
    start, end = makers.slot(14, start=15)
    actions.move(booking=first, start=start, end=end, by=staff, actor="staff")
    Booking.objects.filter(pk=first.pk).update(reminded_at=None)
    notice = AccessNotice.objects.create(
        venue=space.venue, text_da="Elevatoren er i stykker", text_en="No lift",
        shown_from=NOW, shown_until=NOW + 60 * 24 * HOUR,
    )  # fmt: skip
    messages.tell("access_notice", [first], notice=notice)
    messages.tell("reminder", [Booking.objects.get(pk=first.pk)])
    actions.cancel(booking=first, by=staff, actor="staff", reason="repair", words="Rør")
    second = makers.make_request(space, [makers.slot(21)], **said)
    actions.decline(booking=second, by=staff, reason="needed", words="Valgdag")
    third = makers.make_request(space, [makers.slot(28)], **said)
    messages.tell("expired", [third], offers=nearest(space, *makers.slot(28)))
    return list(OutgoingMail.objects.filter(to=by.email).order_by("pk"))


def test_a_request_is_received_with_all_facts(space):
    booking = makers.make_request(
        space, [makers.slot(14), makers.slot(21)], payer_ean="5790000000001",
        payer_reference="Ea-7", organisation=None,
    )  # fmt: skip

    text = words_of(last())

    assert (
        last().subject == f"Vi har fået jeres forespørgsel: Salen ({booking.reference})"
    )
    assert "Hej Ea " in text
    assert "Salen, Sundhuset Sundvej 2, 2300 København" in text
    assert "onsdag den 16. september 2026 kl. 10.00–12.00" in text
    assert "onsdag den 23. september 2026 kl. 10.00–12.00" in text
    assert "600,00 kr. Ea Ejer betaler" in text
    assert "EAN 5790000000001. Jeres reference: Ea-7." in text
    assert "svar senest torsdag den 3. september 2026 kl. 16.00" in text
    assert (last().attachments, last().is_secret) == ([], False)


def test_a_question_brings_a_link_to_its_answer(space):
    booking = makers.make_request(space, language="en")
    actions.ask(booking=booking, by=factories.make_staff(), question="How many pots?")

    mail = last()

    assert (
        mail.subject == f"A question before we answer: The hall ({booking.reference})"
    )
    assert "How many pots?" in words_of(mail)
    assert links_in(mail)[0].startswith("/en/my-bookings/answer/")


def test_a_booking_is_confirmed_with_file_rules_and_when_the_keys_come(space):
    rules = space.venue.house_rules.get()
    booking = makers.make_request(space, [makers.slot(14)], house_rules=rules)
    staff, at = factories.make_staff(), makers.local(dt.date(2026, 9, 10), 9)
    entry = {"entry": "introduction", "introduction_at": at, "words": "Velkommen"}

    actions.confirm(booking=booking, by=staff, **entry)

    text, mail = words_of(last()), last()
    assert [name for name, _content, _kind in mail.attachments] == ["booking.ics"]
    assert "til introduktionen: torsdag den 10. september 2026 kl. 9.00." in text
    assert "Velkommen" in text
    assert "hvordan I kommer ind, tirsdag den 15. september 2026 kl. 10.00" in text
    assert "flytte den indtil mandag den 14. september 2026 kl. 10.00." in text
    assert any("/sundhus" in link or "/2/" in link for link in links_in(mail))
    assert KEY not in text + mail.html
    assert not mail.is_secret


def test_the_keys_come_at_once_where_little_time_is_left(space, time_machine):
    start, end = makers.slot(14)
    booking = makers.make_request(space, [(start, end)])
    time_machine.move_to(start - 23 * HOUR, tick=False)

    actions.confirm(booking=booking, by=factories.make_staff())

    mail = last()
    booking.refresh_from_db()
    assert KEY in mail.body
    assert KEY in mail.html
    assert "11 22 33 44" in mail.body
    assert mail.is_secret
    assert booking.reminded_at == start - 23 * HOUR


def test_a_file_never_holds_the_keys(space, time_machine):
    start, end = makers.slot(14)
    booking = makers.make_request(space, [(start, end)])
    time_machine.move_to(start - 23 * HOUR, tick=False)
    actions.confirm(booking=booking, by=factories.make_staff())

    [(_name, content, _kind)] = last().attachments

    assert KEY in last().body
    assert "4711" not in base64.b64decode(content).decode()


def test_a_refusal_says_why_in_our_words_too(space):
    booking = makers.make_request(space)
    actions.decline(
        booking=booking, by=factories.make_staff(), reason="unfit", words="Prøv salen."
    )

    text = words_of(last())

    assert "Lokalet passer ikke til det, I vil lave." in text
    assert "Prøv salen." in text


def test_of_another_reason_only_our_own_words_are_read(space):
    booking = makers.make_request(space, language="en")
    actions.decline(
        booking=booking, by=factories.make_staff(), reason="other", words="Ask Bo."
    )

    assert "Another reason" not in words_of(last())
    assert "Ask Bo." in words_of(last())


def test_a_move_says_from_where_to_where(space):
    booking = makers.make_booking(space, [makers.slot(14)])
    start, end = makers.slot(14, start=15)

    actions.move(
        booking=booking, start=start, end=end, by=factories.make_staff(), actor="staff"
    )

    text = words_of(last())
    assert "Før: Salen, onsdag den 16. september 2026 kl. 10.00–12.00" in text
    assert "Nu: Salen, onsdag den 16. september 2026 kl. 15.00–17.00" in text
    assert [name for name, _content, _kind in last().attachments] == ["booking.ics"]


@pytest.mark.parametrize(
    ("actor", "reason", "says"),
    [
        ("booker", "own", "Tak, fordi I sagde til."),
        ("staff", "repair", "Vi er kede af det: Vi må aflyse jeres booking."),
    ],
)
def test_a_cancellation_says_whose_it_is(space, actor, reason, says):
    booking = makers.make_booking(space, [makers.slot(14)])

    actions.cancel(booking=booking, by=None, actor=actor, reason=reason)

    assert says in words_of(last())


def test_an_expired_request_brings_an_apology_and_free_times(space, time_machine):
    start, end = makers.slot(14)
    makers.make_request(space, [(start, end)], people=5)
    time_machine.move_to(start - 2 * HOUR, tick=False)

    actions.expire_requests()

    text, mail = words_of(last()), last()
    assert "Undskyld. I spurgte om et lokale, og vi svarede ikke i tide." in text
    offered = [link for link in links_in(mail) if "people=5" in link]
    assert len(offered) == 3
    assert f"/da/book/{space.slug}/" in offered[0]


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_mail_is_whole_in_its_language(space, language):
    SiteSettings.load()
    mails = tell_all(space, factories.make_staff(), language)

    assert len(mails) == 11
    for mail in mails:
        assert mail.language == language
        assert f'<html lang="{language}">' in mail.html
        assert "None" not in mail.body + mail.html
        assert "{" not in mail.body + mail.html
        assert re.search(r"\(\w{6}\)|Sundhuset|Sound House", mail.subject)
        other = {"da": "Hello", "en": "Hej"}[language]
        assert other not in mail.body + mail.html


def test_a_mail_program_that_opens_every_link_changes_nothing(space, client):
    staff = factories.make_staff()
    booking = makers.make_request(space, [makers.slot(7)])
    actions.ask(booking=booking, by=staff, question="Hvor mange?")
    soon = makers.make_booking(space, [makers.slot(35)])
    messages.tell("reminder", [soon])
    tell_all(space, staff, "en")
    before = list(Booking.objects.order_by("pk").values())
    links = {link for mail in OutgoingMail.objects.all() for link in links_in(mail)}
    for way in ("/svar/", "/giv-tilbage/", "/answer/", "/give-back/"):
        assert any(way in link for link in links), way

    for link in sorted(links):
        assert client.head(link).status_code in {200, 302, 405}, link
        assert client.get(link).status_code in {200, 302, 405}, link

    assert list(Booking.objects.order_by("pk").values()) == before


def test_who_has_a_telephone_only_gets_no_mail(space):
    number = OutgoingMail.objects.count()

    actions.book_for(
        space=space, times=[makers.slot(14)], by=factories.make_staff(),
        key="0b7e7b76-9b6f-4f0c-9f3d-c0ffee000001", name="Bo", phone="12 34 56 78",
    )  # fmt: skip

    assert OutgoingMail.objects.count() == number
