"""Shared ground: what all apps build on."""

from hub.choices import OrganisationState
from hub.models.consents import Consent, ConsentState
from hub.models.machinery import ClockJob, DataAct, Limit, MailCode, OutgoingMail
from hub.models.media import HubImage, Paper, PaperReading, Rendition, WhoIsInIt
from hub.models.pages import Audience, BasePage, OfferKind, SiteSettings, Theme
from hub.models.people import (
    Membership,
    Organisation,
    OrganisationGoal,
    OrganisationImpactArea,
    Person,
    User,
)
from hub.models.places import Department, District
from hub.models.translation import TranslationHandover

__all__ = [
    "Audience", "BasePage", "ClockJob", "Consent", "ConsentState", "DataAct",
    "Department", "District", "HubImage", "Limit", "MailCode", "Membership",
    "OfferKind", "Organisation", "OrganisationGoal",
    "OrganisationImpactArea", "OrganisationState", "OutgoingMail", "Paper",
    "PaperReading", "Person", "Rendition", "SiteSettings", "Theme",
    "TranslationHandover", "User", "WhoIsInIt",
]  # fmt: skip
