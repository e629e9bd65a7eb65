"""Vacant municipal premises: what there is, when it is free, and who has it."""

from django.apps import AppConfig


class SpacesConfig(AppConfig):
    """Venues, spaces and their bookings."""

    name = "spaces"
    default_auto_field = "django.db.models.BigAutoField"
