"""Who belongs to an organisation: made by its first booker, joined by leave of all."""

from django.db.models import QuerySet
from django.utils.text import slugify

from hub import mail
from hub.models import Membership, Organisation, OrganisationState, SiteSettings, User
from spaces.actions.steps import guarded
from spaces.refusals import refuse

Role = Membership.Role
FOR_ALL = (Role.OWNER, Role.MEMBER)


def own_organisations(user: User) -> list[Organisation]:
    """The organisations that somebody may book for, by name; one query."""
    if not user.is_authenticated:
        return []
    theirs = Membership.objects.filter(user=user, role__in=FOR_ALL)
    own = Organisation.objects.filter(pk__in=theirs.values("organisation"))
    return list(own.exclude(state=OrganisationState.ARCHIVED))


@guarded
def join(*, user: User, cvr: str, name: str = "") -> Membership:
    """Make the organisation of a CVR number, or ask those who are there to be let in.

    Who makes it owns it; it is not shown in public. Two who make one number at once end
    as an owner and one who has asked. Raises Refused: `no_name`, where it must be made.
    """
    if not name and not Organisation.objects.filter(cvr=cvr).exists():
        raise refuse("no_name")
    # Two at once: the database lets one make the number, the other one reads it.
    organisation, is_new = Organisation.objects.get_or_create(
        cvr=cvr,
        defaults={
            "name": name,
            "slug": f"{slugify(name)[:100]}-{cvr}".strip("-"),
            "state": OrganisationState.PRIVATE,
        },
    )
    membership, has_asked = Membership.objects.get_or_create(
        user=user,
        organisation=organisation,
        defaults={"role": Role.OWNER if is_new else Role.ASKED},
    )
    if has_asked and not is_new:
        _tell_owners(membership)
    return membership


def asking(user: User) -> QuerySet[Membership]:
    """Those who ask to join an organisation that a person belongs to, the first first.

    Who has only asked belongs to nothing yet.
    """
    theirs = Membership.objects.filter(user=user, role__in=FOR_ALL)
    rows = Membership.objects.filter(
        organisation__in=theirs.values("organisation"), role=Role.ASKED
    )
    return rows.select_related("user", "organisation").order_by("created_at")


@guarded
def accept(*, membership: Membership, by: User) -> Membership:
    """Take somebody in who asked; raises Refused where it is answered or not by's."""
    if not _answered(membership, by).update(role=Role.MEMBER):
        raise refuse("state")
    membership.refresh_from_db()
    organisation = membership.organisation
    mail.tell_user("booking_joined", membership.user, organisation=organisation)
    return membership


@guarded
def refuse_member(*, membership: Membership, by: User) -> None:
    """Say no to somebody who asked; the row goes, and they may ask again."""
    if not _answered(membership, by).delete()[0]:
        raise refuse("state")
    organisation = membership.organisation
    mail.tell_user("booking_not_joined", membership.user, organisation=organisation)


def _answered(membership: Membership, by: User) -> QuerySet[Membership]:
    """The row, if it is for this person to answer and still asks."""
    is_mine = asking(by).filter(pk=membership.pk).exists()
    rows = Membership.objects.filter(pk=membership.pk, role=Role.ASKED)
    return rows if is_mine else rows.none()


def _tell_owners(membership: Membership) -> None:
    """Mail the owners, or the hub where there is none, that somebody has asked."""
    organisation = membership.organisation
    owners = User.objects.filter(
        memberships__organisation=organisation, memberships__role=Role.OWNER
    )
    words = {"organisation": organisation, "person": membership.user}
    for owner in owners:
        mail.tell_user("asks_to_join", owner, is_owner=True, **words)
    if not owners and (hub := SiteSettings.current().email):
        said = words | {"is_owner": False}
        mail.send("asks_to_join", to=hub, language="da", context=said)
