"""Contact persons, organisations' addresses, and papers about people."""

import datetime as dt
import re

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import ReferenceIndex

from hub import privacy
from hub.kept import names, texts
from hub.models import (
    HubImage,
    Organisation,
    OrganisationState,
    Paper,
    Person,
)
from hub.privacy import Line, Stay, Subject, periods


def at_any(field: str, addresses: tuple[str, ...]) -> models.Q:
    """Rows whose field is one of the addresses, in any case; none without addresses."""
    found = models.Q(pk__in=[])
    for address in addresses:
        found |= models.Q(**{f"{field}__iexact": address})
    return found


def persons_of(subject: Subject) -> list[Person]:
    """Contact persons at the address, or of that very name or telephone."""
    mine = at_any("email", subject.addresses)
    if not subject.words:
        return list(Person.objects.filter(mine))
    named = Person.objects.filter(name__iexact=subject.words.strip())
    called = [
        person
        for person in Person.objects.exclude(phone="")
        if digits(person.phone) == digits(subject.words)
    ]
    return list({person.pk: person for person in [*named, *called]}.values())


def digits(text: str) -> str:
    """A telephone number without spaces and country code; a text without any."""
    return re.sub(r"\D", "", text)[-8:] or text


@transaction.atomic
def delete_person(person: Person) -> None:
    """Delete a contact person, the portrait with it unless other pages show it."""
    names.forget_label(person)
    photo = person.photo
    person.delete()
    if photo:
        delete_portrait(photo)


def delete_portrait(photo: HubImage) -> None:
    """Delete a picture of somebody, unless something else than a person shows it."""
    if not is_shown_elsewhere(photo):
        names.forget_label(photo)
        photo.delete()


def is_shown_elsewhere(photo: HubImage) -> bool:
    """Whether a page shows the picture."""
    uses = ReferenceIndex.get_references_to(photo).exclude(
        base_content_type__app_label="hub", base_content_type__model="person"
    )
    return uses.exists()


def _portrait_stays(photo: HubImage) -> Stay | None:
    if not is_shown_elsewhere(photo):
        return None
    return Stay(_("A page shows the picture. Write to us: we take it off the page."))


def clear_unconfirmed(now: dt.datetime) -> None:
    """Delete contact persons no longer shown, the settings' time after the last yes."""
    cutoff = now - privacy.months(periods().keep_contacts_months)
    hidden = Person.objects.filter(is_public=False)
    for person in hidden.filter(last_confirmed_on__lt=cutoff.date()):
        delete_person(person)


def clear_address(organisation: Organisation) -> None:
    """Take the address off an organisation."""
    organisation.email = ""
    organisation.save(update_fields=["email"])


def clear_archived(now: dt.datetime) -> None:
    """Take the address off organisations that left, after the settings' time."""
    cutoff = now - privacy.months(periods().keep_contacts_months)
    left = Organisation.objects.filter(state=OrganisationState.ARCHIVED)
    for organisation in left.filter(last_confirmed_at__lt=cutoff).exclude(email=""):
        clear_address(organisation)


def _paper_stays(paper: Paper) -> Stay | None:
    if paper.keep_until < timezone.localdate():
        return None
    reason = _(
        "It documents an agreement or a decision "
        "(GDPR, article 17(3)(b) and (e); the Danish Archives Act)."
    )
    return Stay(reason, paper.keep_until)


@transaction.atomic
def delete_paper(paper: Paper) -> None:
    """Delete a paper and its file, the file once the row is gone for good."""
    names.forget_label(paper)
    storage, name = paper.file.storage, paper.file.name
    transaction.on_commit(lambda: storage.delete(name))
    paper.delete()


def clear_papers(now: dt.datetime) -> None:
    """Delete papers whose date has passed."""
    today = timezone.localtime(now).date()
    for paper in Paper.objects.filter(keep_until__lt=today):
        delete_paper(paper)


privacy.register(
    Line(
        name="contact_persons",
        what=_("You as a contact person"),
        why=_("So that readers can ask you, if you said yes to that."),
        law=texts.PUBLIC_TASK,
        how_long=lambda: (
            _("While you are a contact person, and %(period)s after the last yes.")
            % {"period": texts.contact_period()}
        ),
        fields={
            "hub.Person": (
                "name", "role_da", "role_en", "can_help_with_da", "can_help_with_en",
                "languages", "email", "phone", "department", "districts", "photo",
                "is_public", "is_example", "last_confirmed_on",
            ),
            "hub.District": ("contact",),
            "hub.SiteSettings": ("contact",),
        },
        find=persons_of,
        facts=lambda row: [
            (_("Name"), row.name),
            (_("Role"), row.role),
            (_("Can help with"), row.can_help_with),
            (_("Speaks"), row.languages),
            (_("E-mail"), row.email),
            (_("Telephone"), row.phone),
            (_("Department"), row.department),
            (_("Districts"), list(row.districts.all())),
            (_("Shown on the site"), row.is_public),
            (_("Last confirmed"), row.last_confirmed_on),
        ],
        correct=("name", "phone", "languages"),
        delete=delete_person,
        clear=clear_unconfirmed,
    )
)  # fmt: skip
privacy.register(
    Line(
        name="portraits",
        what=_("Your photograph"),
        why=_("So that people know whom they meet. Also who took a picture."),
        law=_("Your consent (GDPR, article 6(1)(a))."),
        how_long=lambda: _("Until you say no, or the page with it goes."),
        fields={"hub.HubImage": ("title", "file", "description", "credit")},
        find=lambda subject: HubImage.objects.filter(
            pk__in=[person.photo_id for person in persons_of(subject)]
        ),
        facts=lambda row: [
            (_("Title"), row.title),
            (_("Taken by"), row.credit),
            (_("Uploaded"), row.created_at),
        ],
        delete=delete_portrait,
        stays=_portrait_stays,
    )
)
privacy.register(
    Line(
        name="organisation_addresses",
        what=_("Your address as an organisation's contact"),
        why=_("So that we can write to the organisation. It is never shown."),
        law=texts.PUBLIC_TASK,
        how_long=lambda: (
            _("While the organisation takes part, and %(period)s after.")
            % {"period": texts.contact_period()}
        ),
        fields={"hub.Organisation": ("email", "members")},
        find=lambda subject: Organisation.objects.filter(
            at_any("email", subject.addresses)
        ),
        facts=lambda row: [(_("Organisation"), row.name), (_("E-mail"), row.email)],
        delete=clear_address,
        clear=clear_archived,
    )
)
privacy.register(
    Line(
        name="papers",
        what=_("Papers about you"),
        why=_("Agreements and decisions that we must be able to show."),
        law=texts.PUBLIC_TASK,
        how_long=lambda: _("Until the date that stands on each paper."),
        fields={
            "hub.Paper": ("title", "file", "about_email", "keep_until", "uploaded_at")
        },
        find=lambda subject: Paper.objects.filter(
            at_any("about_email", subject.addresses)
        ),
        facts=lambda row: [
            (_("Title"), row.title),
            (_("Uploaded"), row.uploaded_at),
            (_("Kept until"), row.keep_until),
            (_("Times read"), row.readings.count()),
        ],
        delete=delete_paper,
        stays=_paper_stays,
        clear=clear_papers,
    )
)
