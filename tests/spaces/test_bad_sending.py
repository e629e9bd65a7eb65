"""What is wrong on the check page is said by the field; what was typed stays."""

import datetime as dt

import pytest

from hub.models import Membership
from tests import factories
from tests.spaces import makers
from tests.spaces.booking_visit import (
    ADDRESS,
    address_of,
    ask_for_code,
    code_sent_to,
    errors_on,
    held,
    send,
)

pytestmark = pytest.mark.usefixtures("db")
MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
LANGUAGES = ("da", "en")


@pytest.fixture(autouse=True)
def _monday_morning(time_machine):
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def booker(client):
    """Somebody who is signed in and belongs to a confirmed organisation."""
    user = factories.make_user()
    organisation = factories.make_organisation(is_confirmed=True, cvr="12345674")
    Membership.objects.create(user=user, organisation=organisation, role="member")
    client.force_login(user)
    return user


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("cvr", {"cvr": "12345678"}),
        ("cvr", {"cvr": "1234"}),
        ("payer_ean", {"payer": "public"}),
        ("payer_ean", {"payer": "public", "payer_ean": "5790000000013"}),
        ("payer_ean", {"payer": "public", "payer_ean": "12345670"}),
        ("payer", {"payer": "nobody"}),
        ("name", {"name": ""}),
        ("name", {"name": "Ea 010190-1234"}),
        ("payer_reference", {"payer_reference": "0101901234"}),
        ("organisation", {"organisation": "99999"}),
    ],
)
def test_what_is_wrong_on_the_check_page(client, booker, language, field, said):
    [booking] = held(client, makers.make_space(), makers.slot())
    typed = {"name": "Ea Ejer", "phone": "12 34 56 78"} | said

    response = send(client, booking.batch, language=language, **typed)

    assert (response.status_code, list(errors_on(response))) == (422, [field])
    form = response.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    booking.refresh_from_db()
    assert booking.state == "held"


def test_a_public_payer_is_kept_with_its_number_and_reference(client, booker):
    [booking] = held(client, makers.make_space(), makers.slot())

    send(client, booking.batch, payer="public", payer_ean="5790 0000 00012",
         payer_reference="Ordre 7")  # fmt: skip

    booking.refresh_from_db()
    assert (booking.payer_ean, booking.payer_reference) == ("5790000000012", "Ordre 7")


def test_more_hours_than_the_organisation_may_have(client, booker):
    space = makers.make_space(quota_hours_per_month=3)
    organisation = booker.organisations.get()
    makers.make_booking(
        space, [makers.slot(start=8)], by=booker, organisation=organisation
    )
    [booking] = held(client, space, makers.slot())

    response = send(client, booking.batch, organisation=organisation.pk)

    assert (response.status_code, errors_on(response)) == (422, {
        "__all__": [
            "Your organisation has 1 hour left here in that month, and this is 2 hours."
        ]
    })  # fmt: skip


def test_more_requests_than_one_person_may_have_waiting(client, booker):
    space = makers.make_space()
    for week in range(1, 5):
        times = [makers.slot(7 * week, start=hour, hours=1) for hour in range(8, 18, 2)]
        makers.make_request(space, times, by=booker)
    [booking] = held(client, space, makers.slot(start=20, hours=1))

    response = send(client, booking.batch)

    assert errors_on(response) == {
        "__all__": ["You have 20 requests that wait for an answer already."]
    }


def test_nobody_pays_more_than_the_price_that_was_shown(client, booker):
    organisation = booker.organisations.get()
    [booking] = held(client, makers.make_space(), makers.slot())
    form = client.get(address_of("check_booking", booking.batch)).context["form"]
    shown = {"low": form.confirmed, "organisation": organisation.pk}
    organisation.is_confirmed = False
    organisation.save()

    asked = send(client, booking.batch, **shown)

    assert errors_on(asked) == {
        "__all__": ["The price is now DKK 300. Say yes to it, or choose another time."]
    }
    yes = {"low": asked.context["form"].confirmed, "organisation": organisation.pk}
    assert send(client, booking.batch, **yes).status_code == 302
    booking.refresh_from_db()
    assert (booking.price_ore, booking.price_group) == (30000, "others")


def test_a_wrong_and_an_old_code(client, time_machine):
    [booking] = held(client, makers.make_space(), makers.slot())
    ask_for_code(client, booking.batch)

    wrong = send(client, booking.batch, code="000000", phone="11 22 33 44")
    time_machine.shift(dt.timedelta(minutes=14))
    again = ask_for_code(client, booking.batch, name="Ea", phone="11 22 33 44")
    sent = send(client, booking.batch, code=code_sent_to(ADDRESS))

    assert (wrong.status_code, list(errors_on(wrong))) == (422, ["code"])
    assert wrong.context["form"]["phone"].value() == "11 22 33 44"
    assert again.context["form"]["phone"].value() == "11 22 33 44"
    assert sent.status_code == 302


def test_an_address_of_the_staff_gets_no_code(client):
    factories.make_staff("Editors", email="staff@example.org")
    [booking] = held(client, makers.make_space(), makers.slot())

    answer = ask_for_code(client, booking.batch, email="staff@example.org")

    assert answer.status_code == 302
    sent = send(client, booking.batch, code="123456")
    assert list(errors_on(sent)) == ["code"]
    assert "_auth_user_id" not in client.session


def test_an_address_that_is_none(client):
    [booking] = held(client, makers.make_space(), makers.slot())

    response = ask_for_code(client, booking.batch, email="not an address")

    assert response.status_code == 422
    assert list(response.context["address"].errors) == ["email"]
