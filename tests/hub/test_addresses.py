"""Every address times every role, against a literal table: addresses.toml beside.

An address without a line fails, and so does a line without an address. To write the
table anew, run this file with WRITE_ADDRESSES=1; then read what changed.
"""

import os
import tomllib
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone, translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import Collection, Locale, Site, Task, UploadedFile, Workflow
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from hub import roles
from hub.models import (
    Audience,
    MailCode,
    Membership,
    OfferKind,
    OutgoingMail,
    Paper,
    SiteSettings,
    Theme,
    User,
)
from spaces.actions import close
from spaces.models import (
    AccessNotice,
    Feature,
    HouseRules,
    Introduction,
    Problem,
    RoomOffer,
)
from tests import addresses, factories
from tests.events.addressed import of_events
from tests.search.follows import of_following
from tests.search.made import make_promotion, make_synonyms
from tests.search.watched import of_watches
from tests.spaces import makers
from tests.staff import sign_in
from tests.stories.addressed import of_stories

pytestmark = pytest.mark.once
TABLE = Path(__file__).with_name("addresses.toml")
LETTERS = dict(zip("ETPBVM", roles.ROLES, strict=True)) | {"S": "superuser"}
REFUSALS = {"refused", "404", "sign in"}
# Below /admin/, yet for everybody: they lead to the sign-in that knows two factors.
SIGN_IN, RESET = ["sign in"] * 2, ["to account_reset_password"] * 2
OPEN = {
    "admin/login/": SIGN_IN,
    "wagtailadmin_login": SIGN_IN,
    "admin/logout/": ["to account_logout"] * 2,
    "wagtailadmin_logout": ["to account_logout"] * 2,
    "admin/password_reset/": RESET,
    "wagtailadmin_password_reset": RESET,
    "wagtailadmin_password_reset_done": RESET,
    "wagtailadmin_password_reset_confirm": RESET,
    "wagtailadmin_password_reset_complete": RESET,
}
# Addresses that a booking's reference is a part of begin with these.
OF_A_BOOKING = (
    "staff_", "booking_", "my_booking", "end_booking", "move_booking", "tell_problem",
    "suggest_event",
)  # fmt: skip


@pytest.fixture
def clients(db):
    """A browser for each role, signed in."""
    found = {"anonymous": browser(), "reader": browser(factories.make_user())}
    for letter, name in LETTERS.items():
        groups = [name] if name in roles.ROLES else []
        found[letter] = browser(factories.make_staff(*groups))
    return found


def browser(user: User | None = None) -> Client:
    """A client that is told 500 where a view breaks."""
    client = Client(raise_request_exception=False)
    return sign_in(client, user) if user else client


def by_namespace(page, english, document, image, paper, user) -> dict:
    """The rows whose part of the address goes by the same name as another's."""
    return {
        "wagtailadmin_api:documents": {"pk": document.pk},
        "wagtailadmin_api:images": {"pk": image.pk},
        "wagtailadmin_api:pages:action": {"action_name": "publish"},
        "wagtailadmin_pages:revisions_compare": {"pk": page.pk},
        "wagtailadmin_tag_model": {"app_name": "taggit", "model_name": "tag"},
        "wagtailadmin_collections": {"pk": make_collection().pk},
        "wagtailadmin_workflows": {"pk": Workflow.objects.first().pk},
        "wagtailadmin_workflows:add_task": {
            "app_label": "wagtailcore", "model_name": "groupapprovaltask"
        },
        "wagtailadmin_workflows:edit_task": {"pk": Task.objects.first().pk},
        "wagtailadmin_workflows:disable_task": {"pk": Task.objects.first().pk},
        "wagtailadmin_workflows:enable_task": {"pk": Task.objects.first().pk},
        "hub_": {"page_id": english.pk},
        "hub_write_english": {"page_id": page.pk},
        "paper": {"pk": paper.pk},
        "personal_data": {"pk": paper.pk, "kind": "json", "name": "hub.paper"},
        "your_data": {"pk": paper.pk, "kind": "json", "name": "hub.paper"},
        "wagtail_bulk_action": {"app_label": "wagtailcore", "model_name": "page"},
        "wagtailsettings": {
            "model_name": "sitesettings", "pk": SiteSettings.load().pk
        },
        "wagtaillocales": {"pk": Locale.objects.first().pk},
        "unsent_mails": {"pk": make_unsent_mail().pk},
        "wagtailsites": {"pk": Site.objects.first().pk},
        "wagtailusers_users": {"pk": user.pk},
        "proposals": {"pk": factories.make_proposal().pk},
        "synonyms": {"pk": make_synonyms().pk},
        "promotions": {"pk": make_promotion(page).pk},
        "wagtailusers_groups": {"pk": Group.objects.first().pk},
        "wagtaildocs_chooser": {"pk": document.pk},
        "wagtailimages_chooser": {"pk": image.pk},
        "wagtaildocs_serve": {"_0": document.pk, "_1": document.filename},
        "wagtail_serve": {"_0": "bagning/"},
        **of_following(),
        **of_watches(),
    } | snippets() | of_spaces() | of_stories() | of_events()  # fmt: skip


@pytest.fixture
def objects(home):
    """One row of each kind that an address may name."""
    page = factories.make_standard_page(title="Bagning", slug="bagning")
    other = factories.make_standard_page(page, title="Syning", slug="syning")
    english = factories.translate_page(page, {"title": "Baking", "slug": "baking"})
    admin = factories.make_staff()
    state = page.get_workflow().start(page, admin)
    image, user = factories.make_image(), factories.make_user()
    file = ContentFile(b"file", name="file.txt")
    document = Document.objects.create(title="Fil", file=file)
    today = timezone.now().date()
    paper = Paper.objects.create(title="CV", file=file, keep_until=today)
    uploaded = UploadedFile.objects.create(file=file, uploaded_by_user=admin)
    expires = timezone.now() + timezone.timedelta(minutes=5)
    code = {"token": "token", "purpose": "sign_in", "expires_at": expires}
    MailCode.objects.create(email="a@example.org", **code)
    source = TranslationSource.objects.get_for_instance(page)
    redirect = {"old_path": "/gammel", "redirect_link": "https://example.org/"}
    more = by_namespace(page, english, document, image, paper, user)
    return {
        "": {
            "page_id": page.pk, "parent_page_id": page.pk, "page_pk": page.pk,
            "page_to_move_id": other.pk, "destination_id": home.pk, "pk": page.pk,
            "revision_id": page.latest_revision_id, "revision_id_a": "earliest",
            "revision_id_b": "latest", "content_type_app_name": "home",
            "content_type_model_name": "standardpage", "app_label": "home",
            "model_name": "standardpage", "app_name": "hub", "action": "delete",
            "action_name": "approve", "task_state_id": state.current_task_state_id,
            "workflow_state_id": state.pk, "object_id": page.pk, "session_id": 1,
            "task_id": Task.objects.first().pk, "workflow_pk": state.workflow_id,
            "collection_id": make_collection().pk, "document_id": document.pk,
            "doc_id": document.pk, "image_id": image.pk, "filter_spec": "original",
            "uploaded_file_id": uploaded.pk, "mode": "", "restriction_id": 1,
            "translation_id": Translation.objects.get(source=source).pk,
            "translation_source_id": source.pk, "overridable_segment_id": 1,
            "string_segment_id": StringSegment.objects.filter(source=source)[0].pk,
            "redirect_id": Redirect.objects.create(**redirect).pk, "token": "token",
            "uidb36": "1", "uidb64": "1", "key": "key", "place": 0, "_0": "", "_1": "",
        },
    } | more  # fmt: skip


def of_spaces() -> dict[str, dict]:
    """Rows of spaces; nobody here is the host of the house, or has booked."""
    space = makers.make_space()
    venue, booking = space.venue, makers.make_booking(space)
    rules = HouseRules.objects.create(venue=venue, version=1, text_da="Ryd op.")
    start, end = makers.slot(14)
    closure = close(spaces=[space], start=start, end=end, reason_da="Maling")
    asker = Membership.objects.create(
        user=factories.make_user(),
        organisation=factories.make_organisation(),
        role="asked",
    )
    offer = RoomOffer.objects.create(
        address="Gade 1",
        kind="hall",
        email="bo@example.org",
        key=uuid4(),
        answer_by=end,
    )
    notice = AccessNotice.objects.create(venue=venue, text_da="Lift", shown_until=end)
    equipment = Feature.objects.create(name_da="Ovn", slug="ovn")
    introduction = Introduction.objects.create(user=asker.user, space=space)
    return {
        "book": {"slug": space.slug, "token": "token"},
        "space_picture": {"pk": space.pk, "version": "1"},
        "check_booking": {"batch": booking.batch},
        "booking_code": {"batch": booking.batch},
        "offer_sent": {"key": offer.key},
        "answer_asker": {"pk": asker.pk},
        "house_rules": {"pk": rules.pk, "venue": venue.slug, "version": 1},
        "staff_open": {"pk": closure.pk},
        "staff_problem": {
            "pk": Problem.objects.create(booking=booking, text="Kold ovn").pk
        },
        "staff_list": {"name": "bookings", "kind": "csv"},
        "offered_room": {"pk": offer.pk, "step": "decline"},
        "venues:": {"pk": venue.pk},
        "spaces:": {"pk": space.pk},
        "access_notices:": {"pk": notice.pk},
        "introductions:": {"pk": introduction.pk},
        "equipment:": {"pk": equipment.pk},
    } | dict.fromkeys(OF_A_BOOKING, {"reference": booking.reference})  # fmt: skip


def make_unsent_mail() -> OutgoingMail:
    """A mail that the outbox gave up."""
    return OutgoingMail.objects.create(
        to="bo@example.org", subject="Suppe", given_up_at=timezone.now()
    )


def make_collection() -> Collection:
    """A collection below the root."""
    return Collection.get_first_root_node().add_child(name="Billeder")


def snippets() -> dict[str, dict]:
    """A row of each vocabulary, for the two namespaces that Wagtail gives it."""
    rows = {
        "person": factories.make_person(),
        "district": factories.make_district(),
        "department": factories.make_department(),
        "theme": Theme.objects.create(name_da="Mad", slug="mad"),
        "audience": Audience.objects.create(name_da="Unge", slug="unge"),
        "offerkind": OfferKind.objects.create(name_da="Mad", slug="mad"),
        "organisation": factories.make_organisation(),
    }
    return {
        f"{space}_hub_{name}": {"pk": row.pk}
        for name, row in rows.items()
        for space in ("wagtailsnippets", "wagtailsnippetchoosers")
    }


@pytest.fixture
def paths(objects, settings):
    """Name and path of every address; templates are left out of the question."""
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": ["tests.addresses.Blank"]},
        }
    ]
    with translation.override("da"):
        found = addresses.all_addresses()
    return {each.name: each.filled(values_for(each.name, objects)) for each in found}


def values_for(name: str, objects: dict) -> dict:
    """The values of all prefixes of the name, the longest last."""
    prefixes = sorted(filter(name.startswith, objects), key=len)
    return {gap: value for each in prefixes for gap, value in objects[each].items()}


def is_of_staff(path: str) -> bool:
    return path.startswith("/admin/")


def rights(clients: dict, path: str) -> str:
    """The letters of the roles that the address serves, after `post` where it must."""
    told = [addresses.outcome(clients[letter], path) for letter in LETTERS]
    served = {
        letter: each
        for letter, each in zip(LETTERS, told, strict=True)
        if each.removeprefix("post ").removeprefix("put ") not in REFUSALS
    }
    manner = {each.split()[0] for each in told if each.startswith(("post ", "put "))}
    breaks = {"breaks"} if any(each.endswith("500") for each in served.values()) else ()
    return " ".join([*manner, "".join(served) or "-", *breaks])


def answers(clients: dict, path: str) -> str:
    """What it does with each kind of reader; staff once where all get the same."""
    told = {who: addresses.outcome(clients[who], path) for who in clients}
    staff = {told[letter] for letter in LETTERS}
    if len(staff) == 1:
        told = {who: told[who] for who in ("anonymous", "reader")} | {
            "staff": staff.pop()
        }
    return ", ".join(f"{who}: {what}" for who, what in told.items())


# wagtail-localize lists translations without an order.
@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
def test_every_address_serves_those_in_the_table_and_no_others(clients, paths):
    found = {"admin": {}, "public": {}}
    for name, path in paths.items():
        part, ask = ("admin", rights) if is_of_staff(path) else ("public", answers)
        found[part][name] = ask(clients, path)
    if os.environ.get("WRITE_ADDRESSES"):
        write(found)

    assert found == tomllib.loads(TABLE.read_text())


def test_nobody_else_gets_into_the_admin(clients, paths):
    staff = {name: path for name, path in paths.items() if is_of_staff(path)}

    told = {
        name: [addresses.outcome(clients[who], path) for who in ("anonymous", "reader")]
        for name, path in staff.items()
    }

    refused = ["sign in", "refused"]
    assert {name: each for name, each in told.items() if each != refused} == OPEN


def test_without_a_second_factor_staff_get_nowhere_in_the_admin(paths):
    client = Client()
    client.force_login(factories.make_staff())
    staff = {name: path for name, path in paths.items() if is_of_staff(path)}

    served = {
        name for name, path in staff.items() if addresses.outcome(client, path) == "200"
    }

    assert User.objects.filter(is_superuser=True).exists()
    assert served == set()


def write(found: dict) -> None:
    """Write the table; its first lines say what it is."""
    lines = [
        "# Which role each address serves. Admin: E Editors, T Translators,",
        "# P Publishers, B Booking desk, V Venue hosts, M Hub managers, S superuser;",
        "# `post`, `put`: it takes a form only; `-`: nobody, or only with more said;",
        "# `breaks`: 500 for a form of theirs that is empty. All others are refused.",
    ]
    for part, rows in found.items():
        lines += ["", f"[{part}]"]
        lines += [f'"{name}" = "{row}"' for name, row in rows.items()]
    TABLE.write_text("\n".join(lines) + "\n")
