"""Who belongs to an organisation: its people say yes or no to those who ask."""

from django.db.models import QuerySet

from hub.models import Membership, User
from spaces import messages
from spaces.actions.steps import guarded
from spaces.refusals import refuse

Role = Membership.Role


def asking(user: User) -> QuerySet[Membership]:
    """Those who ask to join an organisation that a person belongs to, the first first.

    Who has only asked belongs to nothing yet.
    """
    theirs = Membership.objects.filter(user=user, role__in=(Role.OWNER, Role.MEMBER))
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
    messages.tell_user("booking_joined", membership.user, organisation=organisation)
    return membership


@guarded
def refuse_member(*, membership: Membership, by: User) -> None:
    """Say no to somebody who asked; the row goes, and they may ask again."""
    if not _answered(membership, by).delete()[0]:
        raise refuse("state")
    organisation = membership.organisation
    messages.tell_user("booking_not_joined", membership.user, organisation=organisation)


def _answered(membership: Membership, by: User) -> QuerySet[Membership]:
    """The row, if it is for this person to answer and still asks."""
    is_mine = asking(by).filter(pk=membership.pk).exists()
    rows = Membership.objects.filter(pk=membership.pk, role=Role.ASKED)
    return rows if is_mine else rows.none()
