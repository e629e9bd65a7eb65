"""The list of colleagues: staff only, one account at a time, nobody above oneself."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from hub.colleagues import roles_of
from hub.models import User
from tests import factories
from tests.factories import committed
from tests.reading import Page
from tests.staff import sign_in


def in_bulk(client, action: str, user: User, form: dict):
    """Send Wagtail's form that does something with several accounts."""
    address = reverse("wagtail_bulk_action", args=["hub", "user", action])
    return client.post(f"{address}?id={user.pk}", form)


@pytest.mark.parametrize("action", ["set_active_state", "assign_role", "delete"])
@pytest.mark.parametrize("role", ["Hub managers", ""])
def test_accounts_are_not_changed_in_bulk(client, home, action, role):
    boss = factories.make_staff()
    editor = factories.make_staff("Editors")
    group = editor.groups.get()
    sign_in(client, factories.make_staff(*filter(None, [role])))

    form = {"mark_as_active": "False", "role": group.pk}
    statuses = [
        in_bulk(client, action, user, form).status_code for user in (boss, editor)
    ]

    assert statuses == [403, 403]
    told = {user.pk: (user.is_active, user.groups.count()) for user in (boss, editor)}
    assert (
        {
            user.pk: (user.is_active, user.groups.count())
            for user in User.objects.filter(pk__in=told)
        }
        == told
        == {boss.pk: (True, 0), editor.pk: (True, 1)}
    )


def listed(client, **query) -> list[tuple[str, str]]:
    """Address and roles of each row of the list."""
    response = client.get(reverse("wagtailusers_users:index"), query)
    return [(user.email, roles_of(user)) for user in response.context["object_list"]]


def test_the_list_has_staff_with_their_roles_and_nobody_else(client, home, settings):
    settings.LANGUAGE_CODE = "en"
    factories.make_user("ea@example.org")
    factories.make_staff("Publishers", "Editors", email="rikke@example.org")
    factories.make_staff(email="ada@example.org")
    boss = factories.make_staff("Hub managers", email="liva@example.org")
    sign_in(client, boss)

    assert listed(client) == [
        ("ada@example.org", "Administrator"),
        ("liva@example.org", "Manager"),
        ("rikke@example.org", "Editor, Publisher"),
    ]


def test_the_list_has_the_word_of_its_menu(client, home):
    sign_in(client, factories.make_staff("Hub managers"))

    address = reverse("wagtailusers_users:index")
    response = client.get(address)
    invite = Page(client.get(reverse("wagtailusers_users:add")))

    assert Page(response).texts("h1") == ["Kolleger"]
    columns = response.context["table"].columns.values()
    assert [str(column.label) for column in columns] == [
        "Navn", "E-mail", "Roller", "I brug", "Sidst logget ind",
    ]  # fmt: skip
    assert [text for text, url in invite.links() if url == address] == ["Kolleger"]


def test_a_readers_account_is_found_by_its_whole_address(client, home):
    factories.make_user("ea@example.org")
    sign_in(client, factories.make_staff("Hub managers"))

    assert listed(client, q="ea") == []
    assert listed(client, q="Ea@example.org") == [("ea@example.org", "")]


def test_a_taken_address_is_not_invited_but_says_where_to_look(client, home, settings):
    settings.LANGUAGE_CODE = "en"
    factories.make_user("ea@example.org")
    sign_in(client, factories.make_staff("Hub managers"))
    group = Group.objects.get(name="Editors")
    form = {
        "email": "ea@example.org", "first_name": "Ea", "last_name": "Ejer",
        "language": "da", "groups": [group.pk],
    }  # fmt: skip

    response = client.post(reverse("wagtailusers_users:add"), form)

    assert response.context["form"].errors == {
        "email": [
            "This address has an account already. Search for the whole address in the "
            "list of colleagues, and change what the account may do."
        ]
    }


@pytest.mark.parametrize(
    ("ticked", "is_invited"), [({}, 0), ({"is_superuser": "on"}, 1)]
)
@pytest.mark.parametrize("role", ["Hub managers", ""])
def test_who_is_invited_has_a_role(client, home, settings, role, ticked, is_invited):
    settings.LANGUAGE_CODE = "en"
    sign_in(client, factories.make_staff(*filter(None, [role])))
    form = {"email": "nina@example.org", "first_name": "Nina", "last_name": "Ny"}
    is_invited = is_invited and not role  # a manager cannot make an administrator

    with committed():
        response = client.post(
            reverse("wagtailusers_users:add"), form | {"language": "da"} | ticked
        )

    assert User.objects.filter(email="nina@example.org").count() == is_invited
    if not is_invited:
        assert response.context["form"].errors == {
            "groups": [
                "Tick at least one role. Without a role, the colleague cannot sign in "
                "here."
            ]
        }


def test_the_forms_have_the_words_of_the_guide(client, home, settings):
    settings.LANGUAGE_CODE = "en"
    sign_in(client, factories.make_staff("Hub managers"))
    editor = factories.make_staff("Editors")

    invite = client.get(reverse("wagtailusers_users:add"))
    change = client.get(reverse("wagtailusers_users:edit", args=[editor.pk]))

    assert Page(invite).texts("h1") == ["Invite a colleague"]
    assert invite.context["form"]["groups"].label == "Roles"
    box = change.context["form"]["is_active"]
    assert (box.label, box.help_text) == (
        "In use", "Without the tick, the colleague cannot sign in.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "word"), [("da", "Kolleger"), ("en", "Colleagues")]
)
def test_the_admin_speaks_the_language_chosen_for_the_colleague(
    client, home, language, word
):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = {"da": "en-US", "en": "da"}[language]
    sign_in(client, factories.make_staff("Hub managers"))
    group = Group.objects.get(name="Hub managers")
    form = {
        "email": "nina@example.org", "first_name": "Nina", "last_name": "Ny",
        "language": "da", "groups": [group.pk], "is_active": "on",
    }  # fmt: skip
    with committed():
        client.post(reverse("wagtailusers_users:add"), form)
    nina = User.objects.get(email="nina@example.org")
    edit = reverse("wagtailusers_users:edit", args=[nina.pk])
    client.post(edit, form | {"language": language})
    sign_in(client, User.objects.get(pk=nina.pk))

    page = Page(client.get(reverse("wagtailusers_users:index")))

    assert page.texts("h1") == [word]


def test_the_demos_staff_read_danish_in_an_english_browser(client, demo):
    sign_in(client, User.objects.get(email="leder@example.org"))

    response = client.get(
        reverse("wagtailusers_users:index"), HTTP_ACCEPT_LANGUAGE="en-US"
    )

    assert Page(response).texts("h1") == ["Kolleger"]
