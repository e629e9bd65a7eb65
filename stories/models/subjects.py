"""What a story is about: rows that each language's page has alike.

Saving a page replaces them. Wagtail's index of references finds them through the page;
a task for each row would look for rows that are gone by then.
"""

from django.db import models
from modelcluster.fields import ParentalKey

from hub.choices import Goal, ImpactArea
from hub.models import District


class StoryDistrict(models.Model):
    """One area that a story takes place in."""

    story = ParentalKey("stories.StoryPage", related_name="districts")
    district = models.ForeignKey(District, models.CASCADE, related_name="story_places")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story", "district"], name="a_story_names_a_district_once"
            )
        ]

    def __str__(self):
        return str(self.district)


class StoryArea(models.Model):
    """One purpose that a story is about."""

    story = ParentalKey("stories.StoryPage", related_name="areas")
    area = models.CharField(max_length=12, choices=ImpactArea)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story", "area"], name="a_story_names_an_area_once"
            )
        ]

    def __str__(self):
        return self.get_area_display()


class StoryGoal(models.Model):
    """One UN goal that a story is about."""

    story = ParentalKey("stories.StoryPage", related_name="goals")
    goal = models.PositiveSmallIntegerField(choices=Goal)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story", "goal"], name="a_story_names_a_goal_once"
            )
        ]

    def __str__(self):
        return self.get_goal_display()
