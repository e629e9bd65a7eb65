"""The demo's queue of the directory, and organisations that Ea looks after."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from hub.accounts import account_for, make_demo_user
from hub.demo_texts import key_of, read
from hub.models import Membership, Organisation, OrganisationState, User
from hub.workdays import promised_by
from stories.actions.confirming import REMINDERS
from stories.demo_organisations import FOLDER
from stories.models import ProfileRequest
from stories.profile_facts import facts_of

EA = ("ea@example.org", "Ea", "Ejer")
EAS = ("tredje-til-venstre", "kor-i-kaelderen")  # not confirmed, and archived
RENAMED = {"contact_email": "email"}


def load() -> None:
    """Make everything once; a second run finds it there."""
    for row in read(FOLDER, "_requests")["request"]:
        load_request(row)
    own_some(make_demo_user(*EA))


@transaction.atomic
def load_request(row: dict) -> None:
    """Somebody asks for something and waits for the answer."""
    key = key_of(f"request.{row['key']}")
    if ProfileRequest.objects.with_key(key):
        return
    there = Organisation.objects.filter(slug=row["organisation"]).first()
    said = row.get("values", {})
    facts = {RENAMED.get(name, name): each for name, each in said.items()}
    facts = {name: in_order(value) for name, value in facts.items()}
    base = facts_of(there)
    user = account_for(row["email"])
    if row["kind"] == "change":
        Membership.objects.get_or_create(organisation=there, user=user)
    sent_at = timezone.now() - dt.timedelta(days=row["sent_days_ago"])
    ProfileRequest.objects.create(
        key=key,
        organisation=there,
        values=facts,
        base={name: base[name] for name in facts} if there else {},
        asked_by=user,
        sent_at=sent_at,
        answer_by=promised_by(sent_at),
        **{name: row[name] for name in ("kind", "name", "email", "language", "text")},
    )


def in_order(value):
    """Lists as they are kept."""
    return sorted(value) if isinstance(value, list) else value


def own_some(ea: User) -> None:
    """Who tries the demo out sees a profile in each state under "My organisations"."""
    for there in Organisation.objects.filter(slug__in=EAS, is_example=True):
        Membership.objects.get_or_create(
            organisation=there, user=ea, defaults={"role": Membership.Role.OWNER}
        )
    gone = Organisation.objects.filter(slug__in=EAS, state=OrganisationState.ARCHIVED)
    gone.filter(reminders=0).update(reminders=len(REMINDERS) + 1)
