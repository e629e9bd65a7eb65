"""Answering what is asked of the directory: yes, no with a reason, and being late."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from hub import mail
from hub.models import Membership, Organisation, OrganisationState, User
from hub.slugs import save_at_free_slug
from hub.transactions import whole
from stories.actions.listing import tell
from stories.choices import RequestKind, RequestState
from stories.models import ProfileRequest
from stories.profile_facts import facts_of, fingerprint, write
from stories.refusals import Refused

Role = Membership.Role


def organisation_of(request: ProfileRequest) -> Organisation | None:
    """Whose profile it is about; a listing has one if its CVR number is known."""
    if request.organisation_id:
        return request.organisation
    number = request.values.get("cvr")
    return Organisation.objects.filter(cvr=number).first() if number else None


def seen_as(request: ProfileRequest, organisation: Organisation | None) -> str:
    """What changes with the request and with the profile that it is about."""
    return f"{request.state} {fingerprint(facts_of(organisation))}"


def answer(request: ProfileRequest, state: RequestState, by: User, **more):
    """Close a request that waits. Raises Refused: `state` where somebody did."""
    waiting = ProfileRequest.objects.waiting().filter(pk=request.pk).order_by()
    done = {"state": state, "answered_by": by, "answered_at": timezone.now()}
    if not waiting.update(**done | more):
        raise Refused("state")
    request.refresh_from_db()


@whole
def approve(
    *,
    request: ProfileRequest,
    by: User,
    seen: str,
    facts: dict | None = None,
    checked: dict | None = None,
    role: str = "",
) -> ProfileRequest:
    """Say yes: the profile is as `facts` say, or somebody belongs to it.

    `seen` is what `seen_as` said when staff looked, `checked` the fields that only
    staff fill in. Raises Refused: `state` where somebody answered, `changed` where the
    profile is another one meanwhile.
    """
    there = organisation_of(request)
    if there is not None:
        there = Organisation.objects.select_for_update().get(pk=there.pk)
    if seen != seen_as(request, there):
        raise Refused("changed" if request.is_waiting else "state")
    answer(request, RequestState.APPROVED, by)
    organisation = there or Organisation()
    if request.kind != RequestKind.CLAIM:
        publish(organisation, request, facts or request.values, checked or {})
        log(organisation, "wagtail.edit" if there else "wagtail.create", user=by)
    if request.kind != RequestKind.CHANGE and request.asked_by:
        take_in(organisation, request.asked_by, role)
    ProfileRequest.objects.filter(pk=request.pk).update(organisation=organisation)
    request.organisation = organisation
    tell("approved", request)
    return request


def publish(
    organisation: Organisation, request: ProfileRequest, facts: dict, checked: dict
) -> None:
    """Write the facts down: they were looked at today by those whose they are."""
    fields = checked | {
        "last_confirmed_at": timezone.now(), "reminders": 0, "reminded_on": None
    }  # fmt: skip
    if request.kind == RequestKind.LISTING or organisation.is_listed:
        fields["state"] = OrganisationState.PUBLISHED
        fields["listed_on"] = organisation.listed_on or timezone.localdate()

    def save():
        write(organisation, facts, **fields)

    try:
        if not organisation.slug:
            save_at_free_slug(organisation, facts["name"], "virksomhed", save)
        else:
            with transaction.atomic():
                save()
    except IntegrityError:  # the number was taken at this moment
        raise Refused("changed") from None


def take_in(organisation: Organisation, user: User, role: str) -> None:
    """Let somebody belong to it: the first one owns it, if nothing else is said."""
    if not role:
        has_owner = organisation.memberships.owners().exists()
        role = Role.MEMBER if has_owner else Role.OWNER
    mine, _is_new = Membership.objects.get_or_create(
        organisation=organisation, user=user, defaults={"role": role}
    )
    if mine.role != Role.OWNER:
        Membership.objects.filter(pk=mine.pk).update(role=role)


@whole
def decline(
    *, request: ProfileRequest, by: User, seen: str, reason: str
) -> ProfileRequest:
    """Say no, with the reason in our own words. Raises Refused: `state`."""
    if seen != request.state:
        raise Refused("state")
    answer(request, RequestState.DECLINED, by, reason=reason)
    tell("declined", request)
    return request


@whole
def say_is_late(*, request: ProfileRequest) -> bool:
    """Tell the hub managers, once, that a request passed its day; says whether now."""
    late = ProfileRequest.objects.late().filter(pk=request.pk)
    if not late.update(is_late_told=True):
        return False
    mail.tell_managers("profile_late", asked=request)
    return True
