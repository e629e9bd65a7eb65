"""The demo's users: a site without DEBUG does not start with them."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from hub import accounts, checks
from hub.models import User
from tests import factories

SENTENCE = (
    "A site without DEBUG must not have the demo's users. "
    "Run `manage.py remove_demo_users`."
)


@pytest.fixture
def editor(db):
    return accounts.make_demo_user("redaktor@example.org", "Rikke", "Redaktør")


def test_a_live_site_refuses_to_start_with_demo_users(editor):
    with pytest.raises(ImproperlyConfigured) as stop:
        checks.refuse_demo_users()
    with pytest.raises(SystemCheckError, match="hub.E003"):
        call_command("check", databases=["default"])

    assert str(stop.value) == SENTENCE


def test_a_machine_of_ones_own_starts_with_them(editor, settings):
    settings.DEBUG = True

    checks.refuse_demo_users()


def test_a_live_site_starts_with_users_of_its_own(db):
    factories.make_staff("Editors")

    checks.refuse_demo_users()


def test_removing_them_leaves_all_others(editor, capsys):
    other = factories.make_staff("Editors")

    call_command("remove_demo_users")

    assert list(User.objects.all()) == [other]
    assert capsys.readouterr().out == "Deleted 1 demo users.\n"
    checks.refuse_demo_users()


def test_what_they_wrote_stays(demo):
    before = factories.home_in("da").get_descendants().live().count()

    call_command("remove_demo_users")

    assert factories.home_in("da").get_descendants().live().count() == before
