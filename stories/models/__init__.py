"""Stories with what they are about, the directory, and what people send in."""

from stories.models.directory import OrganisationIndexPage
from stories.models.index import StoryIndexPage
from stories.models.nominations import Nomination
from stories.models.pages import StoryPage
from stories.models.requests import ProfileMessage, ProfileRequest
from stories.models.subjects import StoryArea, StoryDistrict, StoryGoal
from stories.models.taken_down import TakenDown

__all__ = [
    "Nomination", "OrganisationIndexPage", "ProfileMessage", "ProfileRequest",
    "StoryArea", "StoryDistrict", "StoryGoal", "StoryIndexPage", "StoryPage",
    "TakenDown",
]  # fmt: skip
