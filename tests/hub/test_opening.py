"""A site that began with the demo opens: staff take the mark of invention off."""

import pytest
from django.urls import reverse

from hub.models import SiteSettings
from tests import factories
from tests.factories import committed
from tests.staff import sign_in

INVENTED = "Example content:"


def save_form(client, address: str, **changes) -> None:
    """Send the form at the address as it stands, but for the changes."""
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields} | changes
    sent = {name: value for name, value in data.items() if value}
    with committed():
        assert client.post(address, sent).status_code == 302


@pytest.fixture
def manager(client, home):
    """A hub manager at work."""
    return sign_in(client, factories.make_staff("Hub managers"))


def test_a_manager_takes_the_mark_off_the_site(manager, settings):
    settings.DEBUG = False
    found = SiteSettings.objects.create(is_example=True, email="hej@example.org")
    address = reverse("wagtailsettings:edit", args=["hub", "sitesettings", found.pk])

    def marks() -> tuple[bool, bool]:
        foot = manager.get("/en/").content.decode()
        robots = manager.get("/robots.txt").content.decode().splitlines()
        return INVENTED in foot, "Disallow: /" in robots

    before = marks()
    save_form(manager, address, is_example=None)

    assert (before, marks()) == ((True, True), (False, False))


@pytest.mark.parametrize(
    "make",
    [factories.make_person, factories.make_organisation],
    ids=["person", "organisation"],
)
def test_a_manager_takes_the_mark_off_a_row(manager, make):
    row = make(is_example=True)
    name = f"wagtailsnippets_hub_{row._meta.model_name}:edit"

    save_form(manager, reverse(name, args=[row.pk]), is_example=None)

    row.refresh_from_db()
    assert row.is_example is False
