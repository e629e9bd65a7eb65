"""The ground floor as a Django app; it runs what the other apps register."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class HubConfig(AppConfig):
    """Finds each app's `jobs`, `demo`, `privacy` and `guards` at the start."""

    name = "hub"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Connect the signal modules, then let the apps register what they have."""
        autodiscover_modules("jobs", "demo", "privacy", "guards")
        from hub import (  # noqa: F401, PLC0415 -- models first
            checks,
            guards,
            kept,
            pagecache,
            translations,
        )
