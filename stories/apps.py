"""Local heroes: stories about social enterprises, and a directory of them."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """Stories, the directory of organisations, nominations and consents."""

    name = "stories"
    default_auto_field = "django.db.models.BigAutoField"
