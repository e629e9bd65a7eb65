"""The register of what is kept about people: complete, true, and obeyed."""

import datetime as dt
import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone, translation
from wagtail.models import Comment, ModelLogEntry, Page, PageLogEntry
from wagtail.users.models import UserProfile

from hub import codes, privacy
from hub.accounts import account_for
from hub.held_data import STAFF
from hub.models import (
    DataAct,
    MailCode,
    Membership,
    Organisation,
    OutgoingMail,
    Person,
    User,
)
from tests.factories import (
    committed,
    make_image,
    make_organisation,
    make_person,
    make_staff,
    make_standard_page,
)
from tests.hub.test_papers import make_paper

ADDRESS = "ea.nord@example.org"
# An index of the words of pages, made from them; its columns differ by database.
DERIVED = "wagtailsearch"


# 2. What is held on an address --------------------------------------------------------


@pytest.fixture
def ea(db, settings, tmp_path) -> User:
    """Somebody of whom something is kept in every way that there is."""
    user = account_for(ADDRESS)
    user.first_name, user.last_name = "Ea", "Nord"
    user.save()
    EmailAddress.objects.create(user=user, email="ea@work.example", verified=True)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "s3cret"})
    UserProfile.get_for_user(user)
    organisation = make_organisation(name="Brød for alle", email="EA@work.example")
    Membership.objects.create(user=user, organisation=organisation, role="owner")
    make_person(name="Ea Nord", email="Ea.Nord@example.org", photo=make_image())
    make_paper(about_email=ADDRESS, keep_until=timezone.localdate() - dt.timedelta(1))
    code_and_mails(user)
    traces(user)
    session_of(user)
    return user


def code_and_mails(user: User) -> None:
    """A code, its mail, an answer of the person, and a mail to somebody else."""
    codes.send_code(ADDRESS, MailCode.Purpose.SIGN_IN, "da", ip="198.51.100.1")
    for to, body in (
        ("ea@work.example", "Hello"),
        ("hub@example.org", f"<{ADDRESS}> writes: hello"),
        ("hub@example.org", f"not{ADDRESS} writes: hello"),
    ):
        OutgoingMail.objects.create(to=to, subject="S", body=body, from_email="h@x.dk")


def traces(user: User) -> None:
    """A page written and locked, and log entries about and by the person."""
    page = make_standard_page(owner=user)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=user)
    ModelLogEntry.objects.log_action(user, "wagtail.edit", user=user, title=user.email)
    person = Person.objects.get(name="Ea Nord")
    ModelLogEntry.objects.log_action(person, "wagtail.edit", title=ADDRESS)
    PageLogEntry.objects.log_action(page, "wagtail.lock", user=user)


def session_of(user: User, **said) -> SessionStore:
    """An open sign-in."""
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session.update(said)
    session.save()
    return session


def test_everything_held_is_found_line_by_line(ea):
    held = privacy.held_on(privacy.subject_at("EA.nord@example.org "))

    assert {each.line.name: len(each.items) for each in held} == {
        "account": 1,
        "second_factors": 1,
        "sessions": 1,
        "memberships": 1,
        "contact_persons": 1,
        "portraits": 1,
        "organisation_addresses": 1,
        "papers": 1,
        "mails": 3,
        "codes": 1,
        "traces": 1,
    }


def test_nothing_of_another_is_found(ea):
    other = privacy.subject_at("nord@example.org")

    assert privacy.held_on(other) == []
    assert privacy.item_of(other, "account", str(ea.pk)) is None
    mine = privacy.item_of(privacy.subject_at(ADDRESS), "account", str(ea.pk))
    assert mine.row == ea


def test_an_unproven_address_opens_nobodys_account(ea):
    EmailAddress.objects.create(user=ea, email="stolen@example.org", verified=False)

    assert privacy.subject_at("stolen@example.org").user is None
    assert privacy.subject_at("ea@work.example").user == ea


def test_codes_and_letters_to_others_are_not_shown(ea):
    with translation.override("en"):
        held = privacy.held_on(privacy.subject_at(ADDRESS))
    items = next(each.items for each in held if each.line.name == "mails")
    mails = {item.row.to: dict(item.facts) for item in items}

    assert mails["ea@work.example"]["Text"] == "Hello"
    assert "Text" not in mails[ADDRESS]
    assert mails[ADDRESS]["About"] == "A code or a link"
    assert "Text" not in mails["hub@example.org"]


def test_the_lines_stand_in_order():
    names = [line.name for line in privacy.lines()]

    # The ground floor's, with the account first; then those of the apps above it.
    assert names == [
        "account", "second_factors", "sessions", "memberships", "contact_persons",
        "portraits", "organisation_addresses", "papers", "mails", "codes", "acts",
        "readings", "traces", "followers", "space_watches", "signups", "event_deeds",
        "bookings", "introductions",
        "calendar_feeds", "house_owners", "access_looks", "room_offers",
        "booking_deeds", "consents",
        "profile_messages", "nominations", "nominees", "profile_requests",
        "story_deeds",
    ]  # fmt: skip


def test_staff_see_what_they_wrote_to_colleagues(ea):
    page = Page.objects.get(owner=ea)
    Comment.objects.create(page=page, user=ea, text="Too long?", contentpath="title")
    item = privacy.item_of(privacy.subject_at(ADDRESS), "traces", str(ea.pk))

    assert "Too long?" in dict(item.facts).values()


# 3. Deleting --------------------------------------------------------------------------


def tables_with(text: str) -> set[str]:
    """The tables in which a text stands anywhere; sessions are unpacked first."""
    found = set()
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = cursor.fetchall()
        if any(text in str(value).lower() for row in rows for value in row):
            found.add(table)
    said = [json.dumps(session.get_decoded()) for session in Session.objects.all()]
    return found | ({"sessions"} if any(text in each for each in said) else set())


def test_deleting_everything_leaves_the_address_nowhere(ea):
    subject = privacy.subject_at(ADDRESS)
    privacy.log(privacy.Act.SHOWN, subject, by=None)
    looked_up = {"address": ADDRESS, "words": "", "reason": "r", "until": 0}
    manager = session_of(make_staff("Hub managers"), **{STAFF.name: looked_up})
    OutgoingMail.objects.filter(body__startswith="not").delete()
    assert {"hub_user", "hub_person", "hub_outgoingmail", "sessions"} < tables_with(
        ADDRESS
    )

    with committed():
        privacy.delete_everything(subject)

    assert tables_with(ADDRESS) == set()
    assert tables_with("ea@work.example") == set()
    assert tables_with("ea nord") == set()
    assert SessionStore(manager.session_key).load().keys() == {"_auth_user_id"}
    assert Session.objects.count() == 1
    assert Organisation.objects.get(name="Brød for alle").email == ""


def test_what_somebody_wrote_stays_without_the_name(ea):
    page = Page.objects.get(owner=ea)

    privacy.delete_everything(privacy.subject_at(ADDRESS))

    page.refresh_from_db()
    assert (page.owner, page.locked_by, page.locked) == (None, None, False)
    assert set(PageLogEntry.objects.values_list("user", flat=True)) == {None}
    assert set(ModelLogEntry.objects.values_list("label", flat=True)) == {"–"}


def test_the_log_keeps_a_hash_and_no_address(ea):
    subject = privacy.subject_at(ADDRESS)

    privacy.delete_everything(subject)

    acts = DataAct.objects.filter(act=DataAct.Act.DELETED)
    assert set(acts.values_list("subject_hash", flat=True)) == {subject.key}
    assert set(acts.values_list("what", flat=True)) == {
        "account", "codes", "contact_persons", "mails", "memberships",
        "organisation_addresses", "papers", "portraits", "second_factors", "sessions",
        "traces",
    }  # fmt: skip
    assert subject.key == privacy.subject_hash(f" {ADDRESS.upper()}")
    assert subject.key != privacy.subject_hash("other@example.org")


def test_deleting_one_thing_leaves_the_others(ea):
    subject = privacy.subject_at(ADDRESS)
    item = privacy.item_of(subject, "account", str(ea.pk))

    assert privacy.delete(item, subject) is True

    names = [held.line.name for held in privacy.held_on(privacy.subject_at(ADDRESS))]
    assert names == ["contact_persons", "portraits", "papers", "mails", "codes", "acts"]
    assert not User.objects.filter(pk=ea.pk).exists()
    assert Session.objects.count() == 0


def test_the_account_of_staff_must_stay(ea):
    subject = privacy.subject_at(ADDRESS)
    assert privacy.item_of(subject, "account", str(ea.pk)).stay is None
    ea.groups.set(make_staff("Editors").groups.all())
    item = privacy.item_of(subject, "account", str(ea.pk))

    assert privacy.delete(item, subject) is False
    privacy.delete_everything(subject)

    held = privacy.held_on(privacy.subject_at(ADDRESS))
    assert {each.line.name for each in held if each.stays} == {
        "account", "second_factors", "sessions", "traces", "acts",
    }  # fmt: skip
    assert Authenticator.objects.filter(user=ea).count() == 1
    assert DataAct.objects.filter(act="kept", what="account").count() == 2


def test_a_second_factor_is_never_deleted_alone(ea):
    subject = privacy.subject_at(ADDRESS)
    factor = Authenticator.objects.get(user=ea)
    item = privacy.item_of(subject, "second_factors", str(factor.pk))

    assert privacy.delete(item, subject) is False

    assert Authenticator.objects.filter(pk=factor.pk).exists()


def test_a_portrait_on_a_page_must_stay_until_it_is_taken_off(ea):
    photo = Person.objects.get(name="Ea Nord").photo
    page = make_standard_page()
    with committed():
        page.listing_image = photo
        page.save()
    subject = privacy.subject_at(ADDRESS)

    assert privacy.item_of(subject, "portraits", str(photo.pk)).stay is not None
    privacy.delete_everything(subject)

    page.refresh_from_db()
    assert page.listing_image == photo
    assert not Person.objects.filter(name="Ea Nord").exists()
