"""Offering a room: the form, what is refused, the receipt, and sending twice."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.utils import timezone

from hub.models import OutgoingMail
from spaces.models import RoomOffer
from tests.reading import Page
from tests.spaces.offered import START, WORDS, make_offer, photograph, send, upload

MONDAY = "2026-11-23T09:00:00Z"
WEDNESDAY_FOUR = dt.datetime(2026, 11, 25, 15, tzinfo=dt.UTC)  # 16.00 in Copenhagen


@pytest.fixture
def clock(time_machine, db):
    """A clock that stands still until moved."""
    time_machine.move_to(MONDAY, tick=False)
    return time_machine


def errors(response) -> list[str]:
    """What the page says is wrong, by the fields."""
    return Page(response).texts("ul", class_="errorlist")


def photographs() -> set[str]:
    """The names of the pictures in the private store."""
    store = storages["private"]
    return set(store.listdir("offers")[1]) if store.exists("offers") else set()


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_room_is_offered_and_the_receipt_says_when_one_hears(client, clock, language):
    response = send(client, clock, language)
    receipt = Page(client.get(response.url))

    [offer] = RoomOffer.objects.all()
    assert {name: getattr(offer, name) for name in WORDS} == WORDS
    assert (offer.language, offer.state, offer.phone) == (language, "new", "")
    assert offer.answer_by == WEDNESDAY_FOUR
    [mail] = OutgoingMail.objects.all()
    assert (mail.to, mail.language) == (offer.email, language)
    when = {"da": "onsdag den 25. november 2026", "en": "Wednesday 25 November 2026"}
    assert when[language] in mail.body
    assert when[language] in mail.html
    assert when[language] in receipt.text("main")
    assert offer.email not in receipt.text("main")


@pytest.mark.parametrize("language", ["da", "en"])
def test_form_has_an_address_in_each_language_and_sets_no_session(client, db, language):
    page = Page(client.get(START[language]))

    other = {"da": "en", "en": "da"}[language]
    assert page.all("html")[0].get("lang") == language
    assert START[other] in [address for _, address in page.links(lang=other)]
    assert set(client.cookies) == {"csrftoken"}


def test_a_promise_over_a_weekend_counts_working_days(client, clock):
    clock.move_to("2026-11-27T09:00:00Z", tick=False)  # a Friday

    send(client, clock)

    assert timezone.localtime(RoomOffer.objects.get().answer_by).date() == dt.date(
        2026, 12, 1
    )


# Sent twice ---------------------------------------------------------------------------


def test_a_form_sent_twice_is_one_offer_with_one_picture(client, clock):
    photo, before = photograph(), photographs()

    answers = [send(client, clock, photo=upload(photo)).url for _ in range(2)]

    assert answers[0] == answers[1]
    assert RoomOffer.objects.count() == OutgoingMail.objects.count() == 1
    assert len(photographs() - before) == 1


def test_the_same_form_with_other_words_is_another_offer(client, clock):
    send(client, clock)
    send(client, clock, address="Enghavevej 82, 2450 København SV")

    assert RoomOffer.objects.count() == 2


def test_two_at_once_with_one_key_are_one_offer(own_database):
    key, both = uuid.uuid4(), Barrier(2)

    def offer(_number) -> int:
        both.wait()
        made = make_offer(key=key)
        connection.close()
        return made.pk

    with ThreadPoolExecutor(2) as pool:
        keys = set(pool.map(offer, range(2)))

    assert len(keys) == RoomOffer.objects.count() == OutgoingMail.objects.count() == 1


def test_a_picture_of_what_was_not_written_down_goes(clock):
    before = photographs()

    with pytest.raises(DatabaseError):
        make_offer(photo=photograph(), name=None)

    assert photographs() == before
    assert RoomOffer.objects.count() == 0


# What is refused ----------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_all_that_was_typed_is_kept_when_something_is_missing(client, clock, language):
    response = send(client, clock, language, email="", empty_since="2026-01-31")

    page = Page(response)
    typed = {each.get("name"): each.get("value") for each in page.all("input")}
    assert response.status_code == 422
    assert [typed[name] for name in ("address", "name", "who_decides")] == [
        WORDS[name] for name in ("address", "name", "who_decides")
    ]
    assert typed["empty_since"] == "2026-01-31"
    assert page.text("textarea", name="empty_when") == WORDS["empty_when"]
    assert page.text("option", selected="") in {"Køkken", "Kitchen"}
    assert len(errors(response)) == 1
    assert RoomOffer.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["address", "empty_when", "access", "who_decides", "name", "phone"]
)
def test_a_cpr_number_is_refused(client, clock, name):
    response = send(client, clock, "da", **{name: "Ea, 010180-1234"})

    assert response.status_code == 422
    assert errors(response) == [
        "Det ligner et CPR-nummer. Slet det: Vi har aldrig brug for det."
    ]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"empty_until": "2026-11-22"}, "That day has been."),
        (
            {"empty_since": "2026-12-02", "empty_until": "2026-12-01"},
            "It ends before it begins.",
        ),
    ],
)
def test_days_that_make_no_sense_are_refused(client, clock, days, said):
    assert errors(send(client, clock, **days)) == [said]


def test_a_robot_is_refused(client, clock):
    response = send(client, clock, website="https://example.org")

    assert response.status_code == 422
    assert RoomOffer.objects.count() == 0


def test_the_sixth_offer_of_an_hour_from_one_address_is_refused(client, clock):
    answers = [send(client, clock, address=f"Gade {number}") for number in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [422]
    assert "Gade 5" in answers[5].content.decode()
    assert RoomOffer.objects.count() == 5
    clock.shift(3600)
    assert send(client, clock, address="Gade 5").status_code == 302


def test_a_receipt_that_nobody_has_is_missing(client, db):
    there = make_offer()

    url = "/en/offer-a-room/sent/{}/"
    assert client.get(url.format(there.key)).status_code == 200
    assert client.get(url.format(uuid.uuid4())).status_code == 404


# Whom the file store serves -----------------------------------------------------------


def test_a_photograph_is_outside_public_media(client, clock):
    send(client, clock, photo=upload(photograph()))
    name = RoomOffer.objects.get().photo.name

    assert storages["private"].exists(name)
    assert not storages["default"].exists(name)
    assert client.get(f"{settings.MEDIA_URL}{name}").status_code == 404
