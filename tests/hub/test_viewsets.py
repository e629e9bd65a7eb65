"""Lists of people, places and words; colleagues are invited by mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from hub.choices import Goal
from hub.models import OfferKind, OutgoingMail, Person, SiteSettings, User
from hub.viewsets import PeopleAndPlaces
from tests import factories
from tests.factories import committed
from tests.reading import Page
from tests.staff import sign_in

pytestmark = pytest.mark.once

MAKERS = {
    "person": factories.make_person,
    "district": factories.make_district,
    "department": factories.make_department,
    "organisation": factories.make_organisation,
}
KINDS = sorted(model._meta.model_name for model in get_snippet_models())


def test_all_lists_stand_in_one_menu(db):
    assert {kind.model._meta.model_name for kind in PeopleAndPlaces.items} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("role", "statuses"),
    [("Editors", [200, 200, 200]), ("Booking desk", [302, 302, 302])],
)
def test_editors_list_search_and_add(client, home, kind, role, statuses):
    if kind == "person" and role == "Booking desk":
        statuses = [200, 200, 302]
    if kind == "organisation":  # the desk confirms those that book
        statuses = [200, 200, 200]
    sign_in(client, factories.make_staff(role))
    listing = reverse(f"wagtailsnippets_hub_{kind}:list")
    addresses = [
        listing, f"{listing}?q=brød", reverse(f"wagtailsnippets_hub_{kind}:add"),
    ]  # fmt: skip
    assert [client.get(url).status_code for url in addresses] == statuses


@pytest.mark.parametrize("kind", MAKERS)
def test_editors_change_and_do_not_delete(client, home, kind):
    row = MAKERS[kind]()
    sign_in(client, factories.make_staff("Editors"))
    edit = reverse(f"wagtailsnippets_hub_{kind}:edit", args=[row.pk])
    delete = reverse(f"wagtailsnippets_hub_{kind}:delete", args=[row.pk])
    assert client.get(edit).status_code == 200
    client.post(delete)
    assert type(row).objects.filter(pk=row.pk).count() == 1
    sign_in(client, factories.make_staff("Publishers"))
    client.post(delete)
    assert type(row).objects.filter(pk=row.pk).count() == 0


def test_a_person_is_found_and_saved(client, home):
    factories.make_person(name="Ina Holm")
    factories.make_person(name="Bo Lund")
    sign_in(client, factories.make_staff("Editors"))
    listing = reverse("wagtailsnippets_hub_person:list")
    found = client.get(listing, {"q": "ina"}).context["object_list"]
    assert [person.name for person in found] == ["Ina Holm"]
    form = {
        "name": "Mona Dahl", "role_da": "bager", "role_en": "", "email": "",
        "can_help_with_da": "", "can_help_with_en": "", "phone": "", "languages": "da",
    }  # fmt: skip
    client.post(reverse("wagtailsnippets_hub_person:add"), form)
    assert Person.objects.get(name="Mona Dahl").is_public is False


def test_what_an_organisation_offers_and_works_for_is_ticked(client, home):
    baker = factories.make_organisation(name="Brød for alle", slug="broed")
    baker.goals.create(goal=Goal.HUNGER)
    bread = OfferKind.objects.create(name_da="Brød", slug="broed")
    sign_in(client, factories.make_staff("Editors"))
    edit = reverse("wagtailsnippets_hub_organisation:edit", args=[baker.pk])
    form = {
        "name": "Brød for alle", "slug": "broed", "state": "draft",
        "offer_kinds": [bread.pk], "areas": ["social", "health"],
        "un_goals": ["11", "2"],
    }  # fmt: skip

    for _again in range(2):
        client.post(edit, form)

    boxes = Page(client.get(edit)).all("input", type="checkbox", checked="")
    ticked = [(box.get("name"), box.get("value")) for box in boxes]
    assert ticked == [
        ("offer_kinds", str(bread.pk)), ("areas", "social"), ("areas", "health"),
        ("un_goals", "2"), ("un_goals", "11"),
    ]  # fmt: skip
    client.post(edit, form | {"areas": ["social"], "un_goals": []})
    assert [row.area for row in baker.impact_areas.all()] == ["social"]
    assert baker.goals.count() == 0
    assert list(baker.offer_kinds.all()) == [bread]


def test_the_contact_block_can_choose_a_person(client, home):
    factories.make_person(name="Ina Holm")
    sign_in(client, factories.make_staff("Editors"))
    chooser = reverse("wagtailsnippetchoosers_hub_person:choose")
    assert [row.name for row in client.get(chooser).context["results"]] == ["Ina Holm"]


def invite(client, email: str, **more):
    """Send the form that invites a colleague."""
    group = Group.objects.get(name="Editors")
    form = {
        "email": email, "first_name": "Nina", "last_name": "Ny", "language": "da",
        "groups": [group.pk],
    } | more  # fmt: skip
    with committed():
        return client.post(reverse("wagtailusers_users:add"), form)


def test_a_colleague_is_invited_by_mail_and_chooses_a_password(client, home):
    sign_in(client, factories.make_staff("Hub managers"))
    invite(client, "Nina@Example.org")
    nina = User.objects.get(email="nina@example.org")
    assert nina.has_usable_password() is False
    assert [group.name for group in nina.groups.all()] == ["Editors"]
    address = EmailAddress.objects.get(user=nina)
    assert (address.email, address.verified, address.primary) == (
        "nina@example.org", True, True,
    )  # fmt: skip
    mail = OutgoingMail.objects.get(to="nina@example.org")
    assert mail.is_secret is True
    client.logout()
    link = re.search(r"http://testserver(\S+)", mail.body.split("Nina", 1)[1])
    page = client.get(link.group(1), follow=True)
    password = "en-lang-hemmelighed"
    client.post(
        page.request["PATH_INFO"], {"password1": password, "password2": password}
    )
    nina.refresh_from_db()
    assert nina.check_password(password) is True


@pytest.mark.parametrize("role", ["Editors", "Publishers", "Translators"])
def test_only_managers_invite(client, home, role):
    sign_in(client, factories.make_staff(role))
    invite(client, "nina@example.org")
    assert User.objects.filter(email="nina@example.org").count() == 0


def test_a_manager_makes_nobody_an_administrator(client, home):
    sign_in(client, factories.make_staff("Hub managers"))
    invite(client, "nina@example.org", is_superuser="on")
    assert User.objects.get(email="nina@example.org").is_superuser is False
    sign_in(client, factories.make_staff())
    invite(client, "olga@example.org", is_superuser="on")
    assert User.objects.get(email="olga@example.org").is_superuser is True


def change(client, user: User, **more):
    """Send the form that changes a colleague."""
    form = {
        "email": user.email, "first_name": "Ada", "last_name": "Admin",
        "language": "da", "is_active": "on",
    } | more  # fmt: skip
    return client.post(reverse("wagtailusers_users:edit", args=[user.pk]), form)


def test_a_manager_cannot_take_an_administrators_account(client, home):
    boss = factories.make_staff()
    sign_in(client, factories.make_staff("Hub managers"))
    change(client, boss, email="mine@example.org")
    assert User.objects.get(pk=boss.pk).email == boss.email
    sign_in(client, factories.make_staff())
    change(client, boss, email="ny@example.org")
    assert User.objects.get(pk=boss.pk).email == "ny@example.org"


def test_a_changed_address_is_the_one_that_signs_in(client, home):
    editor = factories.make_staff("Editors")
    EmailAddress.objects.create(user=editor, email=editor.email, verified=True)
    sign_in(client, factories.make_staff("Hub managers"))
    change(client, editor, email="ny@example.org")
    addresses = EmailAddress.objects.filter(user=editor)
    assert [(each.email, each.verified) for each in addresses] == [
        ("ny@example.org", True)
    ]


def test_the_hubs_facts_stand_in_tabs_and_every_field_has_its_place(client, home):
    sign_in(client, factories.make_staff("Publishers"))
    address = reverse("wagtailsettings:edit", args=["hub", "sitesettings"])
    form = client.get(address, follow=True).context["form"]
    editable = {
        field.name
        for field in SiteSettings._meta.get_fields()
        if field.editable and not field.auto_created
    }
    assert set(form.fields) == editable


@pytest.mark.parametrize("role", ["Editors", "Translators", "Booking desk"])
def test_the_hubs_facts_are_for_publishers(client, home, role):
    facts = SiteSettings.load()
    sign_in(client, factories.make_staff(role))
    address = reverse("wagtailsettings:edit", args=["hub", "sitesettings", facts.pk])
    client.post(address, {"name": "Nyt navn"})
    assert SiteSettings.objects.get().name == facts.name
