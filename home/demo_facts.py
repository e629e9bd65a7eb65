"""The demo's facts: departments, districts, people, vocabularies, settings, users."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from home.demo_texts import read
from hub import accounts
from hub.demo_texts import columns
from hub.models import (
    Audience,
    Department,
    District,
    OfferKind,
    Person,
    SiteSettings,
    Theme,
)

STAFF = {
    "Editors": ("redaktor@example.org", "Rikke", "Redaktør"),
    "Translators": ("oversaetter@example.org", "Tariq", "Oversætter"),
    "Publishers": ("udgiver@example.org", "Ulla", "Udgiver"),
    "Booking desk": ("booking@example.org", "Bo", "Booking"),
    "Venue hosts": ("vaert@example.org", "Vera", "Vært"),
    "Hub managers": ("leder@example.org", "Liva", "Leder"),
}


def load() -> None:
    """Vocabularies first, then people, who belong to them, then who leads where."""
    for row in read("_departments")["department"]:
        Department.objects.get_or_create(
            short=row["short"], defaults=columns(row, "name")
        )
    for row in read("_themes")["theme"]:
        defaults = columns(row, "name") | {"scene": row["scene"]}
        Theme.objects.get_or_create(slug=row["slug"], defaults=defaults)
    for row in read("_audiences")["audience"]:
        Audience.objects.get_or_create(slug=row["slug"], defaults=columns(row, "name"))
    for row in read("_offers")["offer"]:
        OfferKind.objects.get_or_create(slug=row["slug"], defaults=columns(row, "name"))
    for row in read("_districts")["district"]:
        District.objects.get_or_create(slug=row["key"], defaults=district_of(row))
    load_people()
    load_settings()


def district_of(row: dict) -> dict:
    """The columns of a district."""
    return columns(row, "name", "committee") | {
        "official": row["official_number"],
        "postcodes": ", ".join(row["postcodes"]),
        "committee_url": row["committee_url"],
    }


def load_people() -> None:
    """Contact persons; the first who works in a district becomes its contact."""
    departments = departments_by_key()
    for row in read("_people")["person"]:
        person, is_new = Person.objects.get_or_create(
            email=row["email"],
            defaults=columns(row, "role", "can_help_with")
            | {
                "name": row["name"],
                "languages": ", ".join(row["languages"]),
                "phone": row["phone"],
                "department": departments.get(row["department"]),
                "is_public": True,
                "is_example": True,
                "last_confirmed_on": timezone.localdate() - timedelta(days=30),
            },
        )
        if is_new:
            theirs = District.objects.filter(slug__in=row["districts"])
            person.districts.set(theirs)
            theirs.filter(contact=None).update(contact=person)


def departments_by_key() -> dict[str, Department]:
    """The demo's departments by their keys in the file."""
    there = {department.short: department for department in Department.objects.all()}
    return {
        row["key"]: there[row["short"]] for row in read("_departments")["department"]
    }


def people_by_key() -> dict[str, int]:
    """Primary keys of the demo's people by their keys in the file."""
    pks = dict(Person.objects.values_list("email", "pk"))
    return {row["key"]: pks[row["email"]] for row in read("_people")["person"]}


def load_settings() -> None:
    """Facts about the hub, unless staff have written them already."""
    if SiteSettings.objects.exclude(email="").exists():
        return
    row = read("_settings")
    pairs = ("tagline", "run_by", "paid_by", "phone_hours", "secure_post")
    hours = row["opening_hours"]
    values = columns(row, *pairs) | {
        f"opening_hours_{language}": "\n".join(line[language] for line in hours)
        for language in ("da", "en")
    }
    plain = (
        "name", "cvr", "data_controller", "protection_officer", "phone", "email",
        "address", "secure_post_url", "was_url", "reply_days",
    )  # fmt: skip
    values |= {name: row[name] for name in plain}
    values["contact_id"] = people_by_key()[row["contact"]]
    values["is_example"] = True
    found = SiteSettings.load()
    for name, value in values.items():
        setattr(found, name, value)
    found.save()


def load_users() -> None:
    """One member of staff in each group, a manager of all, and an entrepreneur."""
    accounts.make_demo_user("ea@example.org", "Ea", "Ejer")
    for role, (email, first_name, last_name) in STAFF.items():
        user = accounts.make_demo_staff(email, first_name, last_name)
        user.groups.set(Group.objects.filter(name=role))
    admin = accounts.make_demo_staff("admin@example.org", "Ada", "Admin")
    if not admin.is_superuser:
        admin.is_superuser = True
        admin.is_staff = True
        admin.save(update_fields=["is_superuser", "is_staff"])
