"""Fixed vocabularies: purposes, UN goals, official districts, how far a profile is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImpactArea(models.TextChoices):
    """The five purposes that the strategy and the Danish act on RSV both name."""

    SOCIAL = "social", _("Social")
    EMPLOYMENT = "employment", _("Employment")
    HEALTH = "health", _("Health")
    ENVIRONMENT = "environment", _("Environment")
    CULTURE = "culture", _("Culture")


class Goal(models.IntegerChoices):
    """The 17 goals of the UN's 2030 agenda (A/RES/70/1)."""

    POVERTY = 1, _("No poverty")
    HUNGER = 2, _("Zero hunger")
    HEALTH = 3, _("Good health and well-being")
    EDUCATION = 4, _("Quality education")
    GENDER = 5, _("Gender equality")
    WATER = 6, _("Clean water and sanitation")
    ENERGY = 7, _("Affordable and clean energy")
    WORK = 8, _("Decent work and economic growth")
    INDUSTRY = 9, _("Industry, innovation and infrastructure")
    INEQUALITY = 10, _("Reduced inequalities")
    CITIES = 11, _("Sustainable cities and communities")
    CONSUMPTION = 12, _("Responsible consumption and production")
    CLIMATE = 13, _("Climate action")
    OCEANS = 14, _("Life below water")
    LAND = 15, _("Life on land")
    PEACE = 16, _("Peace, justice and strong institutions")
    PARTNERSHIPS = 17, _("Partnerships for the goals")


class Recommendation(models.IntegerChoices):
    """The six recommendations of the proposed strategy."""

    ACROSS = 1, _("One strategy across the city")
    PLACES = 2, _("Houses and networks")
    TERMS = 3, _("Terms and buying")
    BUSINESS = 4, _("Business on board")
    LOCAL = 5, _("The local link")
    ADVICE = 6, _("Advice you can use")


class OfficialDistrict(models.IntegerChoices):
    """The city's ten official districts with the city's own numbers."""

    INDRE_BY = 1, "Indre By"
    OESTERBRO = 2, "Østerbro"
    NOERREBRO = 3, "Nørrebro"
    VESTERBRO = 4, "Vesterbro-Kongens Enghave"
    VALBY = 5, "Valby"
    VANLOESE = 6, "Vanløse"
    BROENSHOEJ = 7, "Brønshøj-Husum"
    BISPEBJERG = 8, "Bispebjerg"
    AMAGER_OEST = 9, "Amager Øst"
    AMAGER_VEST = 10, "Amager Vest"


class Scene(models.TextChoices):
    """The drawn scenes, each a workshop lamp over a table of its own."""

    FOOD = "food", _("Bread and food")
    BIKES = "bikes", _("Bicycles")
    TEXTILE = "textile", _("Textile and sewing")
    GREEN = "green", _("Vegetables and plants")
    REPAIR = "repair", _("Repair")
    SOUND = "sound", _("Sound and music")
    CAFE = "cafe", _("Café")
    LAUNDRY = "laundry", _("Laundry")
    ROOF_GARDEN = "roof_garden", _("Roof garden")
    SECOND_TRY = "second_try", _("A second try")
    LEARNING = "learning", _("Learning")
    TALK = "talk", _("A talk at the table")


class Language(models.TextChoices):
    """The languages of the site."""

    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")


class OrganisationState(models.TextChoices):
    """How far an organisation's profile has come."""

    PRIVATE = "private", _("Private: books, but is not in the directory")
    DRAFT = "draft", _("Draft: not in the directory yet")
    PUBLISHED = "published", _("In the directory")
    UNCONFIRMED = "unconfirmed", _("In the directory, not confirmed for a year")
    ARCHIVED = "archived", _("Archived: has left the directory")

    @classmethod
    def listed(cls) -> tuple["OrganisationState", ...]:
        """Those in the directory: published, also when not confirmed for a year."""
        return cls.PUBLISHED, cls.UNCONFIRMED
