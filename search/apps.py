"""One search over everything, as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The top room: it reads all others, and none of them knows of it."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"
