"""What the database itself refuses, whoever asks."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.choices import Goal, ImpactArea
from hub.models import (
    District,
    Membership,
    OrganisationGoal,
    OrganisationImpactArea,
    SiteSettings,
    User,
)
from tests import factories


def refused(constraint: str):
    """The database refuses and names the rule; SQLite names a unique rule's columns."""
    return pytest.raises(IntegrityError, match=constraint)


def test_an_address_has_one_account_in_any_case(db):
    User.objects.create_user("Ea@Example.org")

    with refused("an_address_has_one_account_in_any_case"), transaction.atomic():
        User.objects.bulk_create([User(email="EA@example.org")])

    assert User.objects.get().email == "ea@example.org"


def test_a_cvr_number_has_one_organisation_and_many_have_none(db):
    factories.make_organisation(cvr="12345678")
    factories.make_organisation()
    factories.make_organisation()

    with refused("a_cvr_number_has_one_organisation|cvr"), transaction.atomic():
        factories.make_organisation(cvr="12345678")


def test_a_registration_has_a_date_of_checking(db):
    factories.make_organisation(is_rsv=True, rsv_checked_on=dt.date(2026, 11, 1))

    with refused("a_registration_has_a_date_of_checking"), transaction.atomic():
        factories.make_organisation(is_rsv=True)


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (OrganisationImpactArea, {"area": ImpactArea.HEALTH}),
        (OrganisationGoal, {"goal": Goal.CITIES}),
    ],
)
def test_an_area_and_a_goal_are_named_once(db, model, row):
    organisation = factories.make_organisation()
    model.objects.create(organisation=organisation, **row)
    other = factories.make_organisation()
    model.objects.create(organisation=other, **row)

    with refused("named_once|organisation_id"), transaction.atomic():
        model.objects.create(organisation=organisation, **row)


def test_a_person_joins_an_organisation_once(db):
    user, organisation = factories.make_user(), factories.make_organisation()
    Membership.objects.create(user=user, organisation=organisation)

    with refused("a_person_joins_once|user_id"), transaction.atomic():
        Membership.objects.create(user=user, organisation=organisation)


def test_a_notice_ends_after_it_begins(db):
    found, now = SiteSettings.load(), timezone.now()
    found.notice_from, found.notice_until = now, now

    with refused("a_notice_ends_after_it_begins"), transaction.atomic():
        found.save()


@pytest.mark.parametrize("missing", ["notice_en", "notice_until"])
def test_a_notice_needs_both_languages_and_an_end(db, missing):
    found = SiteSettings.load()
    found.notice_da, found.notice_en = "Lukket", "Closed"
    found.notice_until = timezone.now() + dt.timedelta(days=1)
    found.clean()
    setattr(found, missing, None if missing == "notice_until" else "")

    with pytest.raises(ValidationError) as caught:
        found.clean()

    assert list(caught.value.message_dict) == ["notice_da"]


def test_a_cvr_number_is_eight_digits(db):
    organisation = factories.make_organisation(cvr="12345678")
    organisation.full_clean()
    organisation.cvr = "0123"

    with pytest.raises(ValidationError) as caught:
        organisation.full_clean()

    assert list(caught.value.message_dict) == ["cvr"]


def test_the_demo_has_twelve_areas_in_ten_official_districts(demo):
    districts = District.objects.all()

    assert districts.count() == 12
    assert {district.official for district in districts} == set(range(1, 11))
    without = [d for d in districts if not (d.postcodes and d.committee_url)]
    assert without == []
