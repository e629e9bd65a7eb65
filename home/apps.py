"""The front page, districts, plain pages and, later, guidance."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Pages that show what the other apps have."""

    name = "home"
    default_auto_field = "django.db.models.BigAutoField"
