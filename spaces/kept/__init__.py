"""The lines of the register: bookings, rooms that are offered, houses, and staff."""

from spaces.kept import bookings, houses, offers, staff

__all__ = ["bookings", "houses", "offers", "staff"]
