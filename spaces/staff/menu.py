"""The menu of the booking desk, with how many requests wait, and its addresses."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem, SubMenuItem

from spaces.staff import (
    answering,
    booking_page,
    changing,
    closing,
    invoices,
    lists,
    offers,
    on_behalf,
    problems,
    queue,
    today,
    week,
)
from spaces.staff.desk import ANSWER, EXPORT, INVOICE

REFERENCE = "bookings/booking/<str:reference>"


def addresses() -> list:
    """Below `/admin/`; for `register_admin_urls`."""
    return [
        path("bookings/", queue.queue, name="booking_queue"),
        path("bookings/many/", answering.answer_many, name="staff_many"),
        path("bookings/all/", booking_page.all_bookings, name="staff_bookings"),
        path("bookings/new/", on_behalf.book, name="staff_book"),
        path("bookings/today/", today.today, name="staff_today"),
        path("bookings/week/", week.week, name="staff_week"),
        path("bookings/closed/", closing.closures, name="staff_closures"),
        path("bookings/closed/new/", closing.close, name="staff_close"),
        path("bookings/closed/<int:pk>/open/", closing.open_again, name="staff_open"),
        path("bookings/problems/", problems.problems, name="staff_problems"),
        path("bookings/problems/<int:pk>/", problems.handle, name="staff_problem"),
        path("bookings/invoices/", invoices.invoices, name="staff_invoices"),
        path("bookings/lists/", lists.lists, name="staff_lists"),
        path("bookings/lists/<slug:name>.<slug:kind>", lists.take, name="staff_list"),
        path(f"{REFERENCE}/", booking_page.booking, name="staff_booking"),
        path(f"{REFERENCE}/answer/", answering.answer, name="staff_answer"),
        path(f"{REFERENCE}/reply/", changing.reply, name="staff_reply"),
        path(f"{REFERENCE}/move/", changing.move, name="staff_move"),
        path(f"{REFERENCE}/cancel/", changing.cancel, name="staff_cancel"),
        path(f"{REFERENCE}/no-show/", changing.no_show, name="staff_no_show"),
        path(f"{REFERENCE}/came/", changing.came, name="staff_came"),
        path(f"{REFERENCE}/untick/", invoices.untick, name="staff_untick"),
        *offers.addresses(),
    ]


class DeskItem(MenuItem):
    """An entry that who lacks the right does not see."""

    right = ANSWER

    def is_shown(self, request) -> bool:
        """Whether the person has the right."""
        return request.user.has_perm(self.right)


class RequestsItem(DeskItem):
    """The queue, with how many wait."""

    def render_component(self, request) -> LinkMenuItem:
        """The entry with its count; the object itself serves every request."""
        label = counted(self.label, number_waiting(request))
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


class BookingsMenu(SubmenuMenuItem):
    """The menu, which says from outside that something waits."""

    def render_component(self, request) -> SubMenuItem:
        """The entry with its count and what is under it."""
        label = counted(self.label, number_waiting(request))
        under = self.menu.render_component(request)
        return SubMenuItem(self.name, label, under, icon_name=self.icon_name)


class InvoiceItem(DeskItem):
    """For those who tick off what is invoiced."""

    right = INVOICE


class OffersItem(DeskItem):
    """For those who answer offered rooms."""

    def is_shown(self, request) -> bool:
        """Whether the person may see offers and answer."""
        return request.user.has_perms(offers.RIGHTS)


class ListsItem(DeskItem):
    """For those who take lists out."""

    right = EXPORT


def counted(label, number: int) -> str:
    """`Requests (23)`, and without a number where nothing waits."""
    return f"{label} ({number})" if number else str(label)


def number_waiting(request) -> int:
    """How many requests the person may answer; asked once a request."""
    if not hasattr(request, "bookings_waiting"):
        request.bookings_waiting = queue.waiting_for(request).count()
    return request.bookings_waiting


def menu_item() -> BookingsMenu:
    """For `register_admin_menu_item`."""
    entries = [
        (RequestsItem, _("Requests"), "booking_queue", "mail"),
        (DeskItem, _("Today in the house"), "staff_today", "clipboard-list"),
        (DeskItem, _("Week"), "staff_week", "calendar-alt"),
        (DeskItem, _("Book for somebody"), "staff_book", "plus"),
        (DeskItem, _("All bookings"), "staff_bookings", "search"),
        (DeskItem, _("Closed times"), "staff_closures", "lock"),
        (DeskItem, _("Problems in rooms"), "staff_problems", "warning"),
        (InvoiceItem, _("To invoice"), "staff_invoices", "check"),
        (OffersItem, _("Offered rooms"), "offered_rooms", "home"),
        (ListsItem, _("Lists and figures"), "staff_lists", "download"),
    ]
    items = [
        kind(label, reverse(name), name=name, icon_name=icon, order=place)
        for place, (kind, label, name, icon) in enumerate(entries)
    ]
    menu = Menu(items=items)
    return BookingsMenu(
        _("Bookings"), menu, name="bookings", icon_name="date", order=150
    )
