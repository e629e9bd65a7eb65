"""Staff add, mend, move up and cancel guests, change places, and write to all."""

import pytest
from django.urls import reverse

from events import actions
from events.models import Seats, Signup
from events.states import SignupState
from hub.models import OutgoingMail
from tests.events.desk import staff, url
from tests.events.makers import make_date, make_event, make_signup
from tests.reading import Page

S = SignupState


def form_of(client, address: str) -> dict[str, str]:
    """What a browser would send of the form as it is drawn."""
    page = Page(client.get(address))
    [page.tree] = page.all("div", class_="hub-desk")
    fields = [each for tag in ("input", "textarea") for each in page.all(tag)]
    return {
        each.get("name"): each.get("value") or each.text or ""
        for each in fields
        if each.get("type") != "radio" or each.get("checked") is not None
    }


def send(client, address: str, **changes):
    """Fill a form and send it."""
    return client.post(address, form_of(client, address) | changes)


def errors_of(response) -> dict[str, list[str]]:
    return {name: list(each) for name, each in response.context["form"].errors.items()}


def is_done(response) -> bool:
    return response.status_code == 302 and response.url != reverse("wagtailadmin_home")


def mailed() -> list[str]:
    return list(OutgoingMail.objects.values_list("to", flat=True).order_by("to"))


def test_somebody_who_rang_is_added_once_without_an_address(client, db):
    user = staff(client)
    date = make_date(make_event(asks_diet=True), capacity=9)
    address = url("guest_add", date)
    said = form_of(client, address) | {"name": "Ea", "party_size": "2", "diet": "Nød"}

    answers = [client.post(address, said) for _press in range(2)]

    assert [is_done(each) for each in answers] == [True, True]
    signup = Signup.objects.get()
    assert (signup.name, signup.email, signup.party_size, signup.diet) == (
        "Ea", "", 2, "Nød",
    )  # fmt: skip
    assert (signup.state, signup.is_by_hand, signup.added_by) == (
        S.CONFIRMED, True, user,
    )  # fmt: skip
    assert mailed() == []


def test_what_cannot_be_added_is_said_by_the_field_and_stays_typed(client, db):
    staff(client)
    date = make_date(capacity=3)
    make_signup(date, email="ea@example.org")
    address = url("guest_add", date)
    told = [
        send(client, address, name="Bo", party_size="3"),
        send(client, address, name="Ea", email="Ea@example.org"),
        send(client, address, name="", party_size="0", email="bo@"),
        send(client, address, name="Bo", reason="Ring til 010170-1234"),
    ]

    assert [each.status_code for each in told] == [422] * 4
    assert [list(errors_of(each)) for each in told] == [
        ["party_size"], ["email"], ["name", "party_size", "email"], ["reason"],
    ]  # fmt: skip
    assert errors_of(told[0])["party_size"] == [
        "Så mange pladser er der ikke. Ledige: 2."
    ]
    assert told[0].context["form"]["name"].value() == "Bo"
    assert Signup.objects.count() == 1


def test_a_party_is_mended_and_a_second_look_is_asked_for(client, db):
    staff(client)
    signup = make_signup(date := make_date(capacity=9), name="Ea", party_size=1)
    address = url("event_guest", date, signup)
    stale = form_of(client, address) | {"name": "Ea Ny"}

    first = send(client, address, party_size="3")
    second = client.post(address, stale)

    signup.refresh_from_db()
    assert is_done(first)
    assert (signup.name, signup.party_size) == ("Ea", 3)
    assert second.status_code == 422
    assert errors_of(second)["party_size"] == ["Det er nu: 3"]
    assert errors_of(second)["name"] == ["Det er nu: Ea"]
    assert second.context["form"]["name"].value() == "Ea Ny"
    again = stale | {"seen": second.context["form"]["seen"].value(), "party_size": "3"}
    assert is_done(client.post(address, again))
    signup.refresh_from_db()
    assert (signup.name, signup.party_size) == ("Ea Ny", 3)


def test_somebody_who_waits_is_moved_up_with_a_reason(client, db):
    user = staff(client, "Booking desk")
    date = make_date(capacity=2)
    first, second = (make_signup(date, state=S.WAITLISTED) for _each in range(2))
    Seats.objects.update(held_back=2)
    address = url("guest_step", date, second, "place")

    unsaid = send(client, address, reason="")
    said = send(client, address, reason="Hun holder oplægget")

    assert (unsaid.status_code, list(errors_of(unsaid))) == (422, ["reason"])
    assert is_done(said)
    second.refresh_from_db()
    assert (second.state, second.reason, second.added_by) == (
        S.CONFIRMED, "Hun holder oplægget", user,
    )  # fmt: skip
    assert Signup.objects.get(pk=first.pk).state == S.WAITLISTED


def test_nobody_is_moved_up_where_no_place_is_left(client, db):
    staff(client)
    make_signup(date := make_date(capacity=1))
    waits = make_signup(date, state=S.WAITLISTED)

    response = send(client, url("guest_step", date, waits, "place"), reason="Vigtig")

    assert response.status_code == 422
    assert response.context["form"]["reason"].value() == "Vigtig"
    assert errors_of(response) == {
        "__all__": ["Så mange pladser er der ikke. Ledige: 0."]
    }


def test_a_guest_is_cancelled_with_words_and_hears_them(client, db):
    staff(client)
    signup = make_signup(date := make_date(), email="ea@example.org")

    response = send(
        client, url("guest_step", date, signup, "cancel"), reason="Salen er lukket"
    )

    signup.refresh_from_db()
    assert is_done(response)
    assert signup.state == S.CANCELLED_BY_HOST
    mail = OutgoingMail.objects.get(to="ea@example.org")
    assert "Salen er lukket" in mail.body


def test_staff_say_yes_for_somebody_who_was_offered_a_place(client, db):
    staff(client)
    signup = make_signup(date := make_date(), state=S.OFFERED)

    response = send(client, url("guest_step", date, signup, "accept"))

    signup.refresh_from_db()
    assert (is_done(response), signup.state) == (True, S.CONFIRMED)


@pytest.mark.parametrize("step", ["place", "accept", "cancel"])
def test_a_step_that_cannot_be_taken_shows_the_guest_as_it_is(client, db, step):
    staff(client)
    signup = make_signup(date := make_date(), state=S.CANCELLED_BY_SELF)

    response = client.post(url("guest_step", date, signup, step), {"reason": "Ja"})

    signup.refresh_from_db()
    assert (response.status_code, signup.state) == (409, S.CANCELLED_BY_SELF)
    assert "Har selv meldt afbud" in response.content.decode()
    assert OutgoingMail.objects.count() == 0


def test_a_step_on_what_changed_meanwhile_is_not_taken(client, db):
    staff(client)
    signup = make_signup(date := make_date())
    address = url("guest_step", date, signup, "cancel")
    stale = form_of(client, address) | {"reason": "Lukket"}
    actions.correct(signup=signup, party_size=2)

    response = client.post(address, stale)

    signup.refresh_from_db()
    assert (response.status_code, signup.state) == (422, S.CONFIRMED)
    assert response.context["form"]["reason"].value() == "Lukket"


def test_more_places_are_offered_to_who_waits(client, db):
    staff(client)
    make_signup(date := make_date(capacity=1))
    waits = make_signup(date, state=S.WAITLISTED)
    address = url("guest_places", date)
    stale = form_of(client, address) | {"capacity": "1", "held_back": "1"}

    done = send(client, address, capacity="2")
    told = [
        client.post(address, stale),
        send(client, address, capacity="1"),
        send(client, address, capacity="5", held_back="6"),
    ]

    waits.refresh_from_db()
    assert (is_done(done), waits.state) == (True, S.OFFERED)
    assert [each.status_code for each in told] == [422] * 3
    assert errors_of(told[0])["capacity"] == ["Det er nu: 2"]
    assert [list(errors_of(each)) for each in told[1:]] == [["capacity"], ["held_back"]]
    assert Seats.objects.values_list("capacity", "held_back").get() == (2, 0)


def test_who_changed_the_places_and_when_stands_below(client, db, time_machine):
    time_machine.move_to("2026-11-25T08:12:00Z", tick=False)
    user = staff(client)
    address = url("guest_places", make_date(capacity=12))
    before = client.get(address).context["log"]

    send(client, address, capacity="30", waiting_places="5")
    send(client, address)  # nothing is another
    time_machine.move_to("2026-11-25T08:20:00Z", tick=False)
    send(client, address, capacity="")

    page = Page(client.get(address))
    [page.tree] = page.all("div", class_="hub-desk")
    assert before == []
    day = "onsdag den 25. november 2026, kl."
    assert page.texts("td") == [
        f"{day} 9.20", str(user), "Pladser: 30 → ingen grænse",
        f"{day} 9.12", str(user), "Pladser: 12 → 30Pladser på ventelisten: 20 → 5",
    ]  # fmt: skip


def test_a_mail_to_all_is_seen_first_and_sent_once(client, db):
    staff(client)
    date = make_date()
    make_signup(date, email="ea@example.org")
    make_signup(date, email="bo@example.org", state=S.WAITLISTED)
    make_signup(date, email="gone@example.org", state=S.CANCELLED_BY_SELF)
    make_signup(date, name="Uden Adresse", email="", is_by_hand=True)
    address = url("guest_mail", date)
    said = {"subject": "Tag en trøje med", "text": "Der er koldt.\n\nHilsen huset"}

    seen = send(client, address, **said)
    before = mailed()
    sent = [
        client.post(address, form | {"sure": "yes"})
        for form in [form_of(client, address) | said] * 2
    ]

    assert seen.status_code == 200
    text = Page(seen).text("form", class_="hub-narrow")
    assert "Den går til 2 adresser." in text
    assert "Uden Adresse" in text
    assert "Hilsen huset" in text
    assert before == []
    assert [is_done(each) for each in sent] == [True, True]
    assert mailed() == ["bo@example.org", "ea@example.org"]
    mail = OutgoingMail.objects.get(to="ea@example.org")
    assert "Der er koldt." in mail.body


def test_a_mail_without_words_or_readers_is_not_sent(client, db):
    staff(client)
    make_signup(date := make_date(), email="ea@example.org")
    empty = make_date()
    words = {"subject": "Hej", "text": "Kom.", "sure": "yes"}

    unsaid = send(client, url("guest_mail", date), subject="Hej", text="", sure="yes")
    unread = send(client, url("guest_mail", empty), **words)

    assert (unsaid.status_code, list(errors_of(unsaid))) == (422, ["text"])
    assert unsaid.context["form"]["subject"].value() == "Hej"
    assert "Ingen har tilmeldt sig" in unread.content.decode()
    assert mailed() == []
