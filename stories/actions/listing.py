"""Asking for a profile: to have it, to have it changed, to look after it."""

import uuid

from django.utils import timezone

from hub import mail
from hub.models import Organisation, User
from hub.transactions import whole
from hub.workdays import promised_by
from stories.choices import RequestKind, RequestState
from stories.models import ProfileRequest
from stories.profile_facts import facts_of
from stories.refusals import Refused


@whole
def ask(
    *,
    kind: RequestKind,
    key: uuid.UUID,
    by: User,
    language: str,
    organisation: Organisation | None = None,
    facts: dict | None = None,
    name: str = "",
    text: str = "",
) -> ProfileRequest:
    """Write down what somebody asks and mail a receipt; one key makes one request.

    Of a profile that is there only what differs is kept, beside how it was. Raises
    Refused: `same` where nothing differs, `open` where something waits already.
    """
    if there := ProfileRequest.objects.with_key(key):
        return there
    asked, base = facts or {}, {}
    if organisation is not None:
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        base = facts_of(organisation)
        asked = {name: value for name, value in asked.items() if base[name] != value}
        refuse_second(kind, organisation, by)
        if kind == RequestKind.CHANGE and not asked:
            raise Refused("same")
    now = timezone.now()
    request, is_new = ProfileRequest.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "organisation": organisation,
            "values": asked,
            "base": {name: base[name] for name in asked if name in base},
            "asked_by": by,
            "name": name or by.get_full_name(),
            "email": by.email,
            "text": text,
            "language": language,
            "sent_at": now,
            "answer_by": promised_by(now),
        },
    )
    if is_new:
        tell("received", request)
    return request


def refuse_second(kind: RequestKind, organisation: Organisation, by: User) -> None:
    """One open change of a profile, and one open claim of a person."""
    if kind == RequestKind.CLAIM:
        waiting = ProfileRequest.objects.waiting()
        is_there = waiting.filter(
            kind=kind, organisation=organisation, asked_by=by
        ).exists()
    else:
        is_there = ProfileRequest.objects.open_for(organisation) is not None
    if is_there:
        raise Refused("open")


def tell(name: str, request: ProfileRequest, **context) -> None:
    """Queue `email/profile_<name>` to whoever asked, in their language."""
    mail.send(
        f"profile_{name}",
        to=request.email,
        language=request.language,
        context={"asked": request} | context,
    )


@whole
def withdraw(*, request: ProfileRequest) -> None:
    """Take back what was asked. Raises Refused: `state` where it was answered."""
    waiting = ProfileRequest.objects.waiting().filter(pk=request.pk)
    gone = {"state": RequestState.WITHDRAWN, "answered_at": timezone.now()}
    if not waiting.order_by().update(**gone):
        raise Refused("state")
