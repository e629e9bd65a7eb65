"""First-page lists: offered rooms to answer, and houses that nobody has confirmed."""

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder

from hub.first_page import Waiting, register_list
from hub.formatting import day
from spaces.models import RoomOffer, Venue
from spaces.models.places import stale_before
from spaces.staff.offers import RIGHTS


def offers_to_answer(request: HttpRequest) -> list[Waiting]:
    """Offers that nobody has answered, the most urgent first."""
    if not request.user.has_perms(RIGHTS):
        return []
    return [
        Waiting(
            f"{offer.get_kind_display()}, {offer.address}",
            reverse("offered_room", args=[offer.pk]),
            _("%(name)s, answer by %(day)s")
            % {"name": offer.name, "day": day(offer.answer_by)},
            offer.sent_at,
        )
        for offer in RoomOffer.objects.waiting()
    ]


def houses_not_confirmed(request: HttpRequest) -> list[Waiting]:
    """Houses that lend and that this user looks after, thirteen months unconfirmed."""
    finder = AdminURLFinder(request.user)
    mine = Venue.objects.looked_after_by(request.user).lending()
    old = mine.not_confirmed_since(stale_before(timezone.localdate()))
    return [
        Waiting(
            str(venue),
            finder.get_edit_url(venue) or "",
            venue.owner_email,
            venue.checked_on,
        )
        for venue in old.order_by(F("checked_on").asc(nulls_first=True), "pk")
    ]


def register() -> None:
    """Add both to the first page."""
    register_list(gettext_lazy("Offered rooms to answer"), offers_to_answer, order=20)
    register_list(
        gettext_lazy("Houses not confirmed for 13 months"),
        houses_not_confirmed,
        order=30,
    )
