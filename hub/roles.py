"""Who may do what: one table, applied after every migrate.

Nothing in the database adds to it: what is not in the table is taken away again. What
is at once live (a page's publishing, the site's settings) is a publisher's right.

wagtail-localize's own right, `submit_translation`, is given to nobody: it publishes
without asking for the right to publish. English begins at `hub_write_english` instead.
"""

from typing import NamedTuple

from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

WRITE = ("add_page", "change_page")
PUBLISH = (*WRITE, "publish_page", "lock_page", "unlock_page")
ALL_PAGES = (*PUBLISH, "bulk_delete_page")
CHOOSE = ("choose_image", "choose_document")
FILES = (*CHOOSE, "add_image", "change_image", "add_document", "change_document")
ALL_FILES = (*FILES, "delete_image", "delete_document")

VIEW = ("view",)
EDIT = ("view", "add", "change")
FULL = ("view", "add", "change", "delete")
VOCABULARIES = (
    "hub.person", "hub.district", "hub.department", "hub.theme", "hub.audience",
    "hub.offerkind", "hub.organisation",
)  # fmt: skip

# Whom readers nominate as local heroes; they come from the form alone.
NOMINATIONS = {"stories.nomination": ("view", "change")}

# How many write to whom; the words are a manager's, where somebody complains.
MESSAGES = {"stories.profilemessage": VIEW}

# What happened to a proposal is public as it is written, so publishers write it.
TRACKER = {"home.proposal": EDIT, "home.proposalentry": ("view", "add")}

# Editors write events and see who comes; publishing takes a room and tells readers.
SEE_GUESTS = "events.see_guests"
HOLD = (SEE_GUESTS, "events.publish_event", "events.export_guests")

# What readers look for. Words that mean the same count at once: publishers keep them.
LOOKUPS = {"search.lookup": VIEW}
SEARCH = LOOKUPS | {"search.synonyms": FULL, "search.promotion": FULL}

# What organisations ask of the directory: publishers answer, editors look on.
PROFILES = {"stories.profilerequest": ("view", "change")}

# A venue's facts, rules and prices are the booking desk's; a host sees the own ones.
PLACES = (
    "spaces.venue", "spaces.space", "spaces.feature", "spaces.accessnotice",
    "spaces.introduction",
)  # fmt: skip
DESK = dict.fromkeys(PLACES, FULL) | dict.fromkeys(
    (
        "spaces.booking", "spaces.closure", "spaces.roomoffer", "spaces.problem",
        "spaces.unmetsearch",
    ),
    VIEW,
) | {"spaces.houserules": ("view", "add")}  # fmt: skip
ANSWER = "spaces.answer_booking"
EVERY_VENUE = ("spaces.see_every_venue", "spaces.export_booking")

APPROVAL = "Publishers approve"
APPROVERS = ("Publishers", "Hub managers")
WAGTAILS_OWN = "Moderators"


class Role(NamedTuple):
    """The rights of one group: on pages by language, on files, on models."""

    danish: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    models: dict[str, tuple[str, ...]] = {}
    others: tuple[str, ...] = ()


ROLES = {
    "Editors": Role(
        danish=WRITE,
        english=WRITE,
        files=FILES,
        models=dict.fromkeys(VOCABULARIES, EDIT)
        | {
            "home.proposal": VIEW,
            "stories.profilerequest": VIEW,
            "hub.consent": EDIT,
            "events.event": EDIT,
        }
        | NOMINATIONS
        | LOOKUPS,
        others=(SEE_GUESTS,),
    ),
    "Translators": Role(
        english=WRITE, files=CHOOSE, models=dict.fromkeys(VOCABULARIES, VIEW)
    ),
    "Publishers": Role(
        danish=PUBLISH,
        english=PUBLISH,
        files=ALL_FILES,
        models=dict.fromkeys(VOCABULARIES, FULL)
        | TRACKER
        | NOMINATIONS
        | PROFILES
        | MESSAGES
        | SEARCH
        | {
            "hub.sitesettings": ("change",),
            "wagtailredirects.redirect": FULL,
            "hub.consent": FULL,
            "events.event": FULL,
        },
        others=HOLD,
    ),
    "Booking desk": Role(
        models={"hub.person": VIEW, "hub.organisation": EDIT, "events.event": VIEW}
        | DESK,
        others=(ANSWER, *EVERY_VENUE, "spaces.invoice_booking", SEE_GUESTS),
    ),
    "Venue hosts": Role(
        models={
            "hub.person": VIEW,
            "spaces.booking": VIEW,
            "spaces.closure": VIEW,
            "events.event": VIEW,
        },
        others=(ANSWER,),
    ),
    "Hub managers": Role(
        danish=ALL_PAGES,
        english=ALL_PAGES,
        files=ALL_FILES,
        models=dict.fromkeys(VOCABULARIES, FULL)
        | TRACKER
        | NOMINATIONS
        | PROFILES
        | MESSAGES
        | SEARCH
        | {
            "hub.sitesettings": ("change",),
            "wagtailredirects.redirect": FULL,
            "hub.user": FULL,
            "hub.paper": FULL,
            "hub.consent": FULL,
            "events.event": FULL,
            "hub.paperreading": VIEW,
        }
        | DESK
        | {"spaces.export": VIEW},
        others=(
            "hub.act_on_personal_data",
            "stories.read_profilemessage",
            ANSWER,
            *EVERY_VENUE,
            "spaces.invoice_booking",
            *HOLD,
        ),
    ),
}
# What a group may do, as people need to hear it.
IN_WORDS = {
    "Editors": _("Editor: writes pages and sends them to approval"),
    "Translators": _("Translator: writes the English and hands it over"),
    "Publishers": _("Publisher: approves and publishes, keeps the hub's facts"),
    "Booking desk": _("Booking desk: answers requests for rooms"),
    "Venue hosts": _("Venue host: looks after a house and its rooms"),
    "Hub managers": _("Manager: all of this, and invites colleagues"),
}


def in_words(group: Group) -> str:
    """What a group may do, in the reader's language; a strange one has its name."""
    return str(IN_WORDS.get(group.name, group.name))


def name_of(group: Group) -> str:
    """What a role is called: the words before what it may do."""
    return in_words(group).split(":")[0]


def permissions_of(role: Role) -> set[str]:
    """The role's `app.codename` rights that hang on no page and no collection."""
    on_models = {
        f"{model.split('.')[0]}.{verb}_{model.split('.')[1]}"
        for model, verbs in role.models.items()
        for verb in verbs
    }
    return on_models | set(role.others) | {"wagtailadmin.access_admin"}


def held_by(group: Group) -> dict[str, set]:
    """What the database gives a group, in the shape of the table."""
    on_pages = GroupPagePermission.objects.filter(group=group)
    return {
        "permissions": {
            f"{app}.{codename}"
            for app, codename in group.permissions.values_list(
                "content_type__app_label", "codename"
            )
        },
        "pages": set(
            on_pages.values_list("page__locale__language_code", "permission__codename")
        ),
        "files": set(
            GroupCollectionPermission.objects.filter(group=group).values_list(
                "permission__codename", flat=True
            )
        ),
    }


def granted_by(role: Role) -> dict[str, set]:
    """What the table gives a role, in the shape of `held_by`."""
    return {
        "permissions": permissions_of(role),
        "pages": {("da", code) for code in role.danish}
        | {("en", code) for code in role.english},
        "files": set(role.files),
    }


def homes() -> dict[str, Page]:
    """The front pages by language, from the database: a migration has no memory."""
    if Site._meta.db_table not in connection.introspection.table_names():
        return {}
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return {}
    pages = Page.objects.filter(translation_key=site.root_page.translation_key)
    return {page.locale.language_code: page for page in pages.select_related("locale")}


def apply() -> None:
    """Make the groups and the workflow as the table says."""
    pages = homes()
    if set(pages) != {"da", "en"}:
        return  # the languages and front pages are made by a later migration
    for name, role in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        wanted = permissions_of(role)
        group.permissions.set(_permission(label) for label in wanted)
        _give_pages(group, {pages["da"]: role.danish, pages["en"]: role.english})
        _give_files(group, role.files)
    _apply_workflow(pages.values())
    _remove_wagtails_own()


def _permission(label: str) -> Permission:
    app, codename = label.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _give_pages(group: Group, rights: dict[Page, tuple[str, ...]]) -> None:
    wanted = {(page.pk, code) for page, codes in rights.items() for code in codes}
    for row in GroupPagePermission.objects.filter(group=group):
        key = (row.page_id, row.permission.codename)
        wanted.remove(key) if key in wanted else row.delete()
    for page_pk, code in wanted:
        right = _permission(f"wagtailcore.{code}")
        GroupPagePermission.objects.create(
            group=group, page_id=page_pk, permission=right
        )


def _give_files(group: Group, codes: tuple[str, ...]) -> None:
    root = Collection.get_first_root_node()
    rows = GroupCollectionPermission.objects.filter(group=group)
    rows.exclude(permission__codename__in=codes, collection=root).delete()
    for code in codes:
        app = "wagtaildocs" if code.endswith("document") else "wagtailimages"
        right = _permission(f"{app}.{code}")
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=right
        )


def _apply_workflow(pages) -> None:
    workflow, _ = Workflow.objects.get_or_create(name=APPROVAL)
    task, _ = GroupApprovalTask.objects.get_or_create(name=APPROVAL)
    task.groups.set(Group.objects.filter(name__in=APPROVERS))
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    for page in pages:
        WorkflowPage.objects.update_or_create(
            page=page, defaults={"workflow": workflow}
        )


def _remove_wagtails_own() -> None:
    """Wagtail's first migration makes a group and a workflow that nobody here uses."""
    Group.objects.filter(name=WAGTAILS_OWN, user=None).delete()
    own = f"{WAGTAILS_OWN} approval"
    Workflow.objects.filter(name=own, workflow_states=None).delete()
    unused = GroupApprovalTask.objects.filter(name=own, task_states=None)
    unused.delete()
