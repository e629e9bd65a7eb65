"""Booking a space: addresses of the space itself, the same for both languages."""

urlpatterns: list = []
