"""My bookings, links in mails, calendar files and feeds."""

urlpatterns: list = []
