"""Every field of every model is somebody's decision."""

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from hub import privacy
from hub.models import (
    Person,
    User,
)
from hub.privacy import Line
from tests.hub.impersonal_fields import IMPERSONAL
from tests.hub.test_privacy import DERIVED

# 1. Every field is somebody's decision ------------------------------------------------


def fields_of(model: type[models.Model]) -> set[tuple[str, str]]:
    """The model's own columns and lists, without numbers that only count rows."""
    own = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return {
        (model._meta.label, field.name)
        for field in own
        if not isinstance(field, models.AutoField | models.BigAutoField)
        and not getattr(field.remote_field, "parent_link", False)
    }


def all_fields() -> set[tuple[str, str]]:
    """The fields of all models of ours and of the software below."""
    kept = [model for model in apps.get_models() if model._meta.app_label != DERIVED]
    return set().union(*(fields_of(model) for model in kept))


def with_line(lines: list[Line]) -> set[tuple[str, str]]:
    """The fields that lines name."""
    return {
        (label, name)
        for line in lines
        for label, names in line.fields.items()
        for name in names
    }


def impersonal() -> set[tuple[str, str]]:
    """The fields of the table."""
    return {(label, n) for label, names in IMPERSONAL.items() for n in names.split()}


def test_every_field_has_a_line_or_is_impersonal():
    assert all_fields() - with_line(privacy.lines()) == impersonal()


def test_no_field_with_a_line_is_called_impersonal():
    assert with_line(privacy.lines()) & impersonal() == set()


def test_a_line_that_forgets_a_field_is_found():
    lines = [line for line in privacy.lines() if line.name != "contact_persons"]

    missing = all_fields() - with_line(lines) - impersonal()

    assert ("hub.Person", "phone") in missing
    assert {label for label, _ in missing} == {
        "hub.Person", "hub.District", "hub.SiteSettings", "home.GuidancePage",
        "spaces.Venue", "events.Event",
    }  # fmt: skip


@isolate_apps("hub")
def test_a_new_field_is_found():
    class Guest(models.Model):
        id = models.BigAutoField(primary_key=True)
        nickname = models.CharField(max_length=20)

        class Meta:
            app_label = "hub"

        def __str__(self):
            return self.nickname

    missing = fields_of(Guest) - with_line(privacy.lines()) - impersonal()

    assert missing == {("hub.Guest", "nickname")}


def names_somebody(field: models.Field) -> bool:
    """Whether a field is about a person whatever anybody says."""
    return isinstance(field, models.EmailField) or field.related_model in {User, Person}


def test_addresses_and_links_to_people_have_a_line():
    found = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if names_somebody(field)
    }

    assert found - with_line(privacy.lines()) == {("hub.SiteSettings", "email")}
