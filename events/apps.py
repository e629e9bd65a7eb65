"""The physical hub: what happens when and where, and who comes."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Events, their dates and who signed up."""

    name = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Let stored pages know when dates make them old."""
        from events import deadlines  # noqa: F401, PLC0415 -- models first
