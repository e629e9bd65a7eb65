"""Has a space become free: who hears of it, when, and of what."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from hub.models import OutgoingMail
from search.models import SpaceWatch
from search.watches import actions
from spaces import actions as bookings
from spaces.models import OpeningHours, Space
from tests import factories
from tests.search.watched import (  # noqa: F401 -- fixtures too
    ADDRESS,
    KITCHEN,
    ask,
    give_back,
    kitchen,
    later,
    links_in,
    make_watch,
    take,
    told,
    wanted,
)
from tests.spaces import makers
from tests.spaces.listed import (  # noqa: F401 -- fixtures too
    AFTERNOON,
    THURSDAY,
    lists,
    local,
    names,
    shown,
    venue,
)

# 1. What is news --------------------------------------------------------------------


MAILS = {
    "da": (
        "Nu ledigt: Køkkenet, torsdag den 26. november 2026 kl. 14.00–17.00",
        [
            "Et lokale, der passer til din søgning, er blevet ledigt. Andre leder "
            "måske også: den, der spørger først, får det.",
            "50,00 kr. i timen, andre 150,00 kr.",
            "Hvad: Køkken",
        ],
    ),
    "en": (
        "Free now: The kitchen, Thursday 26 November 2026, 2–5 pm",
        [
            "A space that fits your search has become free. Others may be looking, "
            "too: whoever asks first gets it.",
            "DKK 50 an hour, others DKK 150",
            "What: Kitchen",
        ],
    ),
}


@pytest.mark.parametrize("language", MAILS)
def test_a_cancelled_booking_is_told_at_once(kitchen, language):
    taken = take(kitchen)
    watch = make_watch(KITCHEN, language=language)
    subject, lines = MAILS[language]

    assert told() == []
    give_back(taken)
    [mail] = told()

    assert (mail.to, mail.language, mail.subject) == (ADDRESS, language, subject)
    for line in lines:
        assert line in mail.body
    watch.refresh_from_db()
    assert (watch.free, watch.told) == ([kitchen.pk], 1)
    assert told() == []


def test_its_links_lead_to_booking_the_list_and_the_end(client, kitchen):
    taken = take(kitchen)
    make_watch(KITCHEN)
    give_back(taken)
    [mail] = told()

    _front, book, found, end, _foot = ["", *links_in(mail)]

    assert book == (
        "/da/book/koekken/?kind=kitchen&date=2026-11-26&start=14%3A00&until=17%3A00"
        "&people=4"
    )
    page = client.get(book)
    assert page.status_code == 200
    assert "14.00–17.00" in page.content.decode()
    assert names(shown(client, *found.partition("?")[2:])) == ["Køkkenet"]
    assert client.get(end).status_code == 200
    assert SpaceWatch.objects.count() == 1
    assert client.post(end, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert SpaceWatch.objects.count() == 0


def test_what_was_free_when_asked_is_no_news(venue, kitchen):
    dear = makers.make_space(venue, kind="kitchen", name_da="Det dyre")
    taken = take(kitchen)
    make_watch(KITCHEN)

    assert told() == []
    give_back(taken)
    [mail] = told()

    assert "Køkkenet" in mail.subject
    assert dear.name_da not in mail.body


def test_what_becomes_free_before_the_link_is_pressed_is_news(kitchen):
    taken = take(kitchen)
    watch = ask(KITCHEN)
    OutgoingMail.objects.all().delete()
    give_back(taken)

    assert told() == []
    actions.confirm(watch=watch)

    assert len(told()) == 1


def test_several_become_free_in_one_mail(venue, kitchen, time_machine):
    second = makers.make_space(venue, kind="kitchen", name_da="Andet", price=(0, 0))
    both = [take(kitchen), take(second)]
    make_watch(KITCHEN, language="en")
    for booking in both:
        give_back(booking)

    [mail] = told()

    assert mail.subject == ("2 spaces are free now: Thursday 26 November 2026, 2–5 pm")
    assert mail.body.count("/en/book/") == 2
    assert "Free of charge" in mail.body


def test_a_space_that_was_taken_again_is_news_again(kitchen, time_machine):
    taken = take(kitchen)
    watch = make_watch(KITCHEN)
    give_back(taken)
    assert len(told()) == 1
    later(time_machine, 61)
    taken = take(kitchen)
    assert told() == []

    give_back(taken)

    assert len(told()) == 1
    watch.refresh_from_db()
    assert watch.told == 2


def test_one_watch_has_one_mail_an_hour_and_loses_nothing(venue, kitchen, time_machine):
    second = makers.make_space(venue, kind="kitchen", name_da="Det andet")
    first_taken, second_taken = take(kitchen), take(second)
    make_watch(KITCHEN)
    give_back(first_taken)
    assert len(told()) == 1
    later(time_machine, 10)
    give_back(second_taken)

    assert told() == []
    later(time_machine, 49)
    assert told() == []
    later(time_machine, 2)
    [mail] = told()

    assert "Det andet" in mail.subject


def test_what_is_taken_again_within_the_hour_is_not_told(venue, kitchen, time_machine):
    second = makers.make_space(venue, kind="kitchen")
    first_taken, second_taken = take(kitchen), take(second)
    make_watch(KITCHEN)
    give_back(first_taken)
    told()
    give_back(second_taken)
    told()
    take(second)
    later(time_machine, 61)

    assert told() == []


def test_a_hold_of_a_quarter_of_an_hour_is_taken(kitchen, time_machine):
    times = [(local(26, 14), local(26, 17))]
    makers.make_hold(kitchen, times, food="no")
    make_watch(KITCHEN)

    assert told() == []
    later(time_machine, 16)

    [mail] = told()
    assert "Køkkenet" in mail.subject


def test_only_what_fits_is_told(venue, kitchen):
    hall = makers.make_space(venue, kind="hall")
    small = makers.make_space(venue, kind="kitchen", capacity=2)
    times = [take(hall), take(small), take(kitchen)]
    make_watch(KITCHEN)

    for booking in times[:2]:
        give_back(booking)

    assert told() == []


def test_a_closed_time_that_is_lifted_is_news(kitchen):
    staff = factories.make_staff()
    times = {"start": local(26, 12), "end": local(26, 20)}
    closure = bookings.close(
        spaces=[kitchen], kind="other", reason_da="Gulvet", by=staff, **times
    )
    make_watch(KITCHEN)
    assert told() == []

    bookings.open_again(closure=closure)

    assert len(told()) == 1


def test_a_new_space_is_news(venue, kitchen):
    take(kitchen)
    make_watch(KITCHEN)
    assert told() == []

    new = makers.make_space(venue, kind="kitchen", name_da="Det nye", is_open=False)
    assert told() == []
    new.is_open = True
    new.save()

    # The change of a space renews the pages, and that is what is looked at.
    SpaceWatch.objects.update(seen="")
    [mail] = told()
    assert "Det nye" in mail.subject


def test_a_day_that_comes_near_enough_is_news(venue, time_machine):
    makers.make_space(venue, kind="kitchen", horizon_days=30)
    make_watch("kind=kitchen&date=2026-12-27&start=14:00&until=17:00")

    assert told() == []
    later(time_machine, 2 * 24 * 60)

    assert len(told()) == 1


# 2. The same as the list ------------------------------------------------------------


SEARCHES = [
    AFTERNOON, KITCHEN, THURSDAY, f"{THURSDAY}&start=14:00", f"{AFTERNOON}&price=60",
    f"{AFTERNOON}&at_once=on", f"{AFTERNOON}&people=9", f"{AFTERNOON}&need=way_in",
]  # fmt: skip


@pytest.mark.parametrize("query", SEARCHES)
def test_the_mail_tells_what_the_list_shows(client, venue, query):
    common = {"kind": "kitchen", "capacity": 10, "notice_hours": 2}
    spaces = [
        makers.make_space(venue, **common, name_da="A", price=(5000, 9000)),
        makers.make_space(venue, **common, name_da="B", price=(9000, 9000)),
        makers.make_space(venue, name_da="C", capacity=4),
        makers.make_space(venue, **common, name_da="D", approval="automatic"),
    ]
    whole_day = [take(space, 8, 12) for space in spaces]
    whole_day += [take(space, 12, 16) for space in spaces]
    whole_day += [take(space, 16, 20) for space in spaces]
    whole_day += [take(space, 20, 22) for space in spaces]
    assert names(shown(client, query)) == []
    make_watch(query)

    for booking in whole_day:
        give_back(booking)
    mails = told()

    listed = names(shown(client, query))
    in_mail = [line for mail in mails for line in mail.body.splitlines()
               if line in set("ABCD")]  # fmt: skip
    assert in_mail == listed


def test_over_midnight(venue, client):
    OpeningHours.objects.filter(venue=venue).update(opens=dt.time(0), closes=dt.time(0))
    space = makers.make_space(venue, name_da="Natrummet", slug="nat")
    times = [(local(26, 22), local(27, 2))]
    taken = makers.make_booking(space, times)
    make_watch("date=2026-11-26&start=22:00&until=2026-11-27T02:00")
    assert told() == []

    give_back(taken)
    [mail] = told()

    assert "torsdag den 26. november 2026 kl. 22.00" in mail.subject
    assert "fredag den 27. november 2026 kl. 2.00" in mail.subject
    [book, *_] = links_in(mail)
    assert "until=2026-11-27T02%3A00" in book
    assert client.get(book).status_code == 200


def test_the_night_when_the_clocks_change(venue, time_machine):
    OpeningHours.objects.filter(venue=venue).update(opens=dt.time(0), closes=dt.time(0))
    space = makers.make_space(venue, horizon_days=365)
    night = dt.date(2027, 10, 31)
    times = [(makers.local(night, 1), makers.local(night, 4))]
    taken = makers.make_booking(space, times)
    watch = make_watch("date=2027-10-31&start=01:00&until=04:00")
    give_back(taken)

    [mail] = told()

    assert "kl. 1.00–4.00" in mail.subject
    assert watch.ends_at == dt.datetime(2027, 10, 30, 23, tzinfo=dt.UTC)
    assert wanted("date=2027-10-31&start=02:30").problem != ""


def test_an_example_says_so(kitchen):
    Space.objects.update(is_example=True)
    taken = take(kitchen)
    make_watch(KITCHEN)
    give_back(taken)

    [mail] = told()

    assert "Køkkenet (eksempel)" in mail.body


# 3. Until its time ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "ends_at"),
    [
        (AFTERNOON, local(26, 14)),
        (f"{THURSDAY}&start=14:00", local(26, 14)),
        (THURSDAY, local(27, 0)),
    ],
)
def test_it_lasts_until_the_wanted_time(kitchen, time_machine, query, ends_at):
    taken = [take(kitchen, 8, 14), take(kitchen, 14, 17), take(kitchen, 17, 22)]
    watch = make_watch(query)
    assert watch.ends_at == ends_at
    time_machine.move_to(ends_at, tick=False)
    for booking in taken:
        bookings.give_up(booking=booking)

    assert told() == []
    actions.forget_past(ends_at)

    assert SpaceWatch.objects.count() == 0
    assert OutgoingMail.objects.count() == 0


def test_the_database_keeps_one_watch_of_an_address_and_a_search(kitchen):
    watch = make_watch()
    same = {"email": watch.email.upper(), "query": watch.query}

    with pytest.raises(IntegrityError), transaction.atomic():
        SpaceWatch.objects.create(**same, ends_at=watch.ends_at)
