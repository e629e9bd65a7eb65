"""The pages of the site's own voice, guidance, and what became of proposals."""

from home.models.guidance import GuidanceIndexPage, GuidancePage
from home.models.pages import (
    DistrictIndexPage,
    DistrictPage,
    HomePage,
    RecommendationPage,
    StandardPage,
)
from home.models.proposals import Proposal, ProposalEntry
from home.models.tracker import TrackerPage

__all__ = [
    "DistrictIndexPage", "DistrictPage", "GuidanceIndexPage", "GuidancePage",
    "HomePage", "Proposal", "ProposalEntry", "RecommendationPage", "StandardPage",
    "TrackerPage",
]  # fmt: skip
