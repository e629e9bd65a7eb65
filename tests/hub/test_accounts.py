"""Accounts: made by a proven address or by the demo, once each."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.urls import reverse

from hub import accounts
from hub.models import User
from tests.factories import make_staff, make_user

pytestmark = pytest.mark.usefixtures("db")


def become_editor(user: User) -> User:
    """Put somebody into a group of staff."""
    user.groups.set(Group.objects.filter(name="Editors"))
    return user


def test_account_is_made_once_whatever_the_capitals():
    first = accounts.account_for(" Eva@Example.org ")
    second = accounts.account_for("eva@example.org")

    assert first == second
    assert User.objects.get().email == "eva@example.org"
    assert first.emailaddress_set.get().verified is True


def test_second_address_is_not_the_primary_one():
    user = accounts.account_for("eva@example.org")
    user.emailaddress_set.create(email="eva@work.example", verified=True)

    assert accounts.account_for("eva@work.example") == user

    rows = user.emailaddress_set.order_by("pk").values_list("email", "primary")
    assert list(rows) == [("eva@example.org", True), ("eva@work.example", False)]


@pytest.mark.parametrize(
    ("make", "is_staff"),
    [
        (lambda: make_user(email="eva@example.org"), False),
        (lambda: make_staff("Editors", email="eva@example.org"), True),
        (lambda: make_staff(email="eva@example.org"), True),
        (lambda: make_user(email="eva@example.org", groups=["Translators"]), True),
    ],
)
def test_staff_address_is_that_of_somebody_with_access(make, is_staff):
    make()

    assert accounts.is_staff_address(" EVA@example.org") is is_staff


def test_every_proven_address_of_staff_is_a_staff_address():
    user = make_staff("Editors")
    user.emailaddress_set.create(email="eva@work.example", verified=True)
    user.emailaddress_set.create(email="eva@claimed.example", verified=False)

    assert accounts.is_staff_address("eva@work.example") is True
    assert accounts.is_staff_address("eva@claimed.example") is False


def test_demo_staff_are_made_once_and_keep_their_own_password():
    user = accounts.make_demo_staff("editor@example.org", "Eva", "Editor")
    assert user.check_password(accounts.DEMO_PASSWORD) is True
    assert user.is_demo is True
    user.set_password("of-my-own-choice")
    user.save()

    again = accounts.make_demo_staff("editor@example.org", "Eva", "Editor")

    assert again == user
    assert again.check_password("of-my-own-choice") is True
    assert Authenticator.objects.get(user=user).type == Authenticator.Type.TOTP


def test_demo_people_are_shown_on_a_machine_of_ones_own_only(client, settings):
    accounts.make_demo_user("ea@example.org", "Ea", "Ejer")
    become_editor(accounts.make_demo_staff("editor@example.org", "Eva", "Editor"))
    names = ["ea@example.org", "editor@example.org", accounts.DEMO_CODE]

    def seen(page: str) -> list[str]:
        html = client.get(reverse(page)).text
        return [name for name in [*names, accounts.DEMO_PASSWORD] if name in html]

    settings.DEBUG = True
    shown = seen("sign_in"), seen("account_login")
    settings.DEBUG = False
    hidden = seen("sign_in"), seen("account_login")

    assert shown == (
        ["ea@example.org", accounts.DEMO_CODE],
        ["editor@example.org", accounts.DEMO_CODE, accounts.DEMO_PASSWORD],
    )
    assert hidden == ([], [])


def test_demo_has_one_of_each_role_with_a_factor(demo):
    staff = User.objects.from_demo().staff()
    roles = staff.values_list("groups__name", flat=True).order_by("groups__name")

    assert set(roles) - {None} == {
        "Booking desk", "Editors", "Hub managers", "Publishers", "Translators",
        "Venue hosts",
    }  # fmt: skip
    enrolled = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    assert set(enrolled.values_list("user", flat=True)) == {user.pk for user in staff}
