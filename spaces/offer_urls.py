"""Offering a room, and the yearly confirmation by a link."""

urlpatterns: list = []
