"""Small rows and pages for tests; each argument has a boring default."""

import copy
from datetime import timedelta
from functools import partial
from io import BytesIO
from itertools import count
from uuid import uuid4

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import TestCase
from django.utils import timezone
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Locale, Page

from home.models import (
    DistrictIndexPage,
    DistrictPage,
    GuidanceIndexPage,
    GuidancePage,
    HomePage,
    Proposal,
    RecommendationPage,
    StandardPage,
    TrackerPage,
)
from hub.models import Department, District, HubImage, Organisation, Person, User
from hub.translations import translate

_numbers = count(1)
# What waits for the commit happens at the end of the block: a test never commits.
committed = partial(TestCase.captureOnCommitCallbacks, execute=True)
PASSWORD = "a-password-for-tests"


def home_in(language: str) -> HomePage:
    """The front page of a language; a migration made it."""
    return HomePage.objects.get(locale__language_code=language)


def make_user(email: str = "", *, groups=(), **fields) -> User:
    """An account with the password of all test accounts, in Wagtail groups by name."""
    email = email or f"user{next(_numbers)}@example.org"
    user = User.objects.create_user(email, PASSWORD, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def make_staff(*groups: str, **fields) -> User:
    """Somebody who works in the admin; without a group, somebody who may do all."""
    return make_user(groups=groups, is_staff=True, is_superuser=not groups, **fields)


def make_department(**fields) -> Department:
    """A department of the municipality."""
    number = next(_numbers)
    values = {"name_da": f"Forvaltning {number}", "short": f"F{number}"}
    return Department.objects.create(**values | fields)


def make_person(**fields) -> Person:
    """A contact person who may be shown."""
    number = next(_numbers)
    values = {
        "name": f"Person {number}",
        "role_da": "konsulent",
        "role_en": "adviser",
        "email": f"person{number}@example.org",
        "is_public": True,
    }
    return Person.objects.create(**values | fields)


def make_district(**fields) -> District:
    """The area of a local committee."""
    number = next(_numbers)
    values = {"name_da": f"Bydel {number}", "slug": f"bydel-{number}", "official": 1}
    return District.objects.create(**values | fields)


def make_organisation(**fields) -> Organisation:
    """An organisation that is not in the directory."""
    number = next(_numbers)
    values = {"name": f"Forening {number}", "slug": f"forening-{number}"}
    return Organisation.objects.create(**values | fields)


def make_image(*, size=(600, 400), **fields) -> HubImage:
    """A picture of one colour."""
    file = BytesIO()
    Image.new("RGB", size, "#d8492a").save(file, "PNG")
    name = f"picture{next(_numbers)}.png"
    values = {"title": name, "file": ImageFile(file, name=name)}
    return HubImage.objects.create(**values | fields)


def make_document(**fields) -> Document:
    """A text that readers may fetch."""
    name = f"text{next(_numbers)}.txt"
    values = {"title": name, "file": ContentFile(b"Aftale", name=name), "file_size": 6}
    return Document.objects.create(**values | fields)


def make_page(page_type: type[Page], parent: Page | None = None, **fields) -> Page:
    """A published page under `parent`, else under the Danish front page."""
    parent = parent or home_in("da")
    number = next(_numbers)
    values = {"title": f"Side {number}", "slug": f"side-{number}"}
    is_live = fields.pop("live", True)
    page = page_type(locale=parent.locale, live=False, **values | fields)
    parent.add_child(instance=page)
    if is_live:
        with committed():
            page.save_revision().publish()
    return page_type.objects.get(pk=page.pk)


def make_standard_page(parent: Page | None = None, **fields) -> StandardPage:
    """A page of text; `text` is the HTML of its only block."""
    text = fields.pop("text", "<p>Ovnen er varm klokken fire.</p>")
    fields.setdefault("body", [make_block("text", text)])
    return make_page(StandardPage, parent, **fields)


def make_district_page(district: District | None = None, **fields) -> DistrictPage:
    """A district's page below the page of all districts, which is made if missing."""
    parent = fields.pop("parent", None) or DistrictIndexPage.objects.first()
    parent = parent or make_page(DistrictIndexPage, slug="bydele", title="Bydele")
    district = district or make_district()
    return make_page(DistrictPage, parent, district=district, **fields)


def make_guidance_page(parent: Page | None = None, **fields) -> GuidancePage:
    """Guidance below the page of all guidance, which is made if missing."""
    parent = parent or GuidanceIndexPage.objects.first()
    parent = parent or make_page(
        GuidanceIndexPage, slug="kom-i-gang", title="Kom i gang"
    )
    today = timezone.localdate()
    values = {
        "question": "Hvad gør vi?",
        "recommendation": 2,
        "reviewed_on": today,
        "review_by": today + timedelta(days=90),
    }
    return make_page(GuidancePage, parent, **values | fields)


def make_recommendation_page(number: int = 2, **fields) -> RecommendationPage:
    """A recommendation below a page of text of its own."""
    parent = fields.pop("parent", None) or make_standard_page(title="Strategien")
    return make_page(RecommendationPage, parent, number=number, **fields)


def make_tracker_page(**fields) -> TrackerPage:
    """The page of all proposals, right below the front page."""
    values = {"title": "Hvad blev der af det?", "slug": "svar"}
    return make_page(TrackerPage, **values | fields)


def make_proposal(**fields) -> Proposal:
    """A proposal that nobody has answered."""
    number = next(_numbers)
    values = {
        "slug": f"forslag-{number}",
        "title_da": f"Forslag {number}",
        "text_da": "Kommunen skal gøre noget.",
        "recommendation": 2,
    }
    return Proposal.objects.create(**values | fields)


def make_block(kind: str, value) -> dict:
    """A block as a StreamField takes it."""
    return {"type": kind, "value": value, "id": str(uuid4())}


def translate_page(page: Page, english: dict, *, publish: bool = True) -> Page:
    """The page's real English translation.

    `english` holds the texts by field; `body` is a list of block values in the order of
    the Danish blocks. Fields that it does not name keep their Danish words.
    """
    words, english = copy.copy(page), dict(english)
    if values := english.pop("body", None):
        blocks = zip(page.body.raw_data, values, strict=True)
        words.body = [block | {"value": value} for block, value in blocks]
    for name, text in english.items():
        setattr(words, name, text)
    locale = Locale.objects.get(language_code="en")
    with committed():
        made = translate(page, locale, words, publish=publish)
    return type(page).objects.get(pk=made.pk)
