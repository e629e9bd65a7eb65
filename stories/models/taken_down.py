"""Addresses where a story stood that somebody in it took the yes back from."""

from django.db import models
from django.utils import timezone


class TakenDownQuerySet(models.QuerySet):
    """Questions about stories that were taken down."""

    def at(self, path: str) -> "TakenDownQuerySet":
        """The one that stood at a path of this site."""
        return self.filter(path=f"{path.rstrip('/')}/")

    def of(self, story) -> "TakenDownQuerySet":
        """All addresses of a story, by its translation key."""
        return self.filter(story=story)


class TakenDown(models.Model):
    """One address, so that it can say kindly what became of it; no words are kept."""

    path = models.CharField(max_length=255, unique=True)
    story = models.UUIDField(db_index=True)
    taken_down_at = models.DateTimeField(default=timezone.now)

    objects = TakenDownQuerySet.as_manager()

    def __str__(self):
        return self.path
