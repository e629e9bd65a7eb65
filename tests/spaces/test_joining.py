"""Acting for an organisation: made by its number, or joined by leave of its people."""

import threading

import pytest
from django.db import connections

from hub.models import Membership, Organisation, OutgoingMail, SiteSettings
from spaces import actions
from spaces.models import Booking
from spaces.refusals import Refused
from tests import factories
from tests.spaces import makers
from tests.spaces.booking_visit import address_of, errors_on, held, send

CVR = "12345674"
Role = Membership.Role


def roles() -> list[tuple]:
    rows = Membership.objects.order_by("pk")
    return list(rows.values_list("user__email", "role"))


def test_who_writes_an_unknown_number_makes_and_owns_the_organisation(db):
    user = factories.make_user("ea@example.org")

    membership = actions.join(user=user, cvr=CVR, name="Ny Dag ApS")

    organisation = Organisation.objects.get()
    assert membership.organisation == organisation
    assert (organisation.name, organisation.cvr, organisation.slug) == (
        "Ny Dag ApS", CVR, f"ny-dag-aps-{CVR}",
    )  # fmt: skip
    assert (organisation.state, organisation.is_confirmed) == ("private", False)
    assert roles() == [("ea@example.org", "owner")]
    assert OutgoingMail.objects.count() == 0


def test_an_unknown_number_needs_a_name(db):
    with pytest.raises(Refused) as refused:
        actions.join(user=factories.make_user(), cvr=CVR)

    assert refused.value.code == "no_name"
    assert refused.value.problems[0].field == "organisation_name"
    assert Organisation.objects.count() == 0


def test_who_writes_a_known_number_asks_its_owners_once(db):
    owner = factories.make_user("bo@example.org", language="en")
    asker = factories.make_user("ea@example.org")
    organisation = actions.join(user=owner, cvr=CVR, name="Ny Dag").organisation

    for _time in range(2):
        membership = actions.join(user=asker, cvr=CVR, name="Another name")

    organisation.refresh_from_db()
    assert (organisation.name, membership.role) == ("Ny Dag", Role.ASKED)
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.language) == ("bo@example.org", "en")
    assert mail.subject == "ea@example.org asks to book for Ny Dag"
    assert address_of("my_bookings") in mail.body
    assert list(actions.asking(owner)) == [membership]


def test_nobody_owns_an_organisation_by_knowing_its_number(db):
    organisation = factories.make_organisation(cvr=CVR, is_confirmed=True)
    SiteSettings.objects.update_or_create(pk=1, defaults={"email": "hub@example.org"})

    membership = actions.join(user=factories.make_user(), cvr=CVR, name="Mine")

    assert (membership.organisation, membership.role) == (organisation, Role.ASKED)
    assert OutgoingMail.objects.get().to == "hub@example.org"
    assert actions.own_organisations(membership.user) == []


def test_two_who_make_one_number_at_once_are_owner_and_asker(own_database):
    users = [factories.make_user() for _number in range(4)]
    line = threading.Barrier(len(users))

    def join(user):
        connections["default"].ensure_connection()
        line.wait()
        actions.join(user=user, cvr=CVR, name="Ny Dag")
        connections.close_all()

    threads = [threading.Thread(target=join, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Organisation.objects.count() == 1
    assert sorted(role for _email, role in roles()) == ["asked"] * 3 + ["owner"]


def test_somebody_new_books_for_an_organisation_that_is_made_with_it(db, client):
    client.force_login(factories.make_user())
    [booking] = held(client, makers.make_space(), makers.slot())

    without = send(client, booking.batch, cvr="12 34 56 74")
    send(client, booking.batch, cvr="12 34 56 74", organisation_name="Ny Dag")

    assert list(errors_on(without)) == ["organisation_name"]
    booking.refresh_from_db()
    assert (booking.organisation.cvr, booking.price_ore) == (CVR, 30000)


def test_until_somebody_says_yes_the_booking_is_ones_own_at_market_price(db, client):
    owner, asker = factories.make_user(), factories.make_user()
    organisation = factories.make_organisation(cvr=CVR, is_confirmed=True)
    Membership.objects.create(user=owner, organisation=organisation, role=Role.OWNER)
    client.force_login(asker)
    [booking] = held(client, makers.make_space(price=(5000, 15000)), makers.slot())

    page = client.get(send(client, booking.batch, cvr=CVR).url)

    booking.refresh_from_db()
    assert (booking.organisation, booking.booked_by) == (None, asker)
    assert (booking.price_group, booking.price_ore) == ("others", 30000)
    assert f"We have asked {organisation}" in page.text
    assert not Booking.objects.visible_to(owner).exists()
    [membership] = actions.asking(owner)
    actions.accept(membership=membership, by=owner)
    assert actions.own_organisations(asker) == [organisation]
