"""Images of our own, and papers that only some may read."""

from typing import ClassVar

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    ImageQuerySet,
)

# The sizes that templates show; a test compares them. What is missing when a page is
# drawn is made then, so this is about speed only.
RENDITIONS = (
    *Filter.expand_spec("format-{avif,webp,jpeg}|width-{400,800,1200}"),
    *Filter.expand_spec("format-{avif,webp,jpeg}|fill-{400x300,800x600,1200x900}"),
    *Filter.expand_spec("fill-160x160|format-{avif,webp,jpeg}"),
    "width-1200|format-jpeg",
)


class WhoIsInIt(models.TextChoices):
    """Who can be recognised in a picture."""

    NOBODY = "nobody", _("Nobody who can be recognised")
    PEOPLE = "people", _("These people, who said yes")
    CROWD = "crowd", _("A crowd in a public place")


class HubImageQuerySet(ImageQuerySet):
    """Questions about pictures."""

    def lacking_renditions(self) -> "HubImageQuerySet":
        """Those that a page would have to resize, the newest first."""
        made = models.Q(renditions__filter_spec__in=RENDITIONS)
        count = models.Count("renditions", filter=made)
        return self.alias(made=count).filter(made__lt=len(RENDITIONS)).order_by("-pk")

    def with_people(self, keys: set[int]) -> "HubImageQuerySet":
        """Some pictures with the consents of whoever is in them."""
        return self.filter(pk__in=keys).order_by("pk").prefetch_related("consents")


class HubImage(AbstractImage):
    """A picture with who made it; what it shows is told where it is used."""

    credit = models.CharField(
        _("credit"), max_length=160, blank=True, help_text=_("Who took or drew it.")
    )

    who_is_in_it = models.CharField(
        _("who is in it"), max_length=8, choices=WhoIsInIt, blank=True,
        help_text=_("A story shows a picture only once this is said."),
    )  # fmt: skip
    consents = models.ManyToManyField(
        "hub.Consent", blank=True, related_name="images",
        verbose_name=_("consents of the people in it"),
    )  # fmt: skip

    objects = HubImageQuerySet.as_manager()

    admin_form_fields = (
        "title", "file", "credit", "who_is_in_it", "consents", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions: ClassVar = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self):
        """Nothing: the stored description is in one language, pages have two."""
        return ""


class Rendition(AbstractRendition):
    """One size of one image."""

    image = models.ForeignKey(HubImage, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


def private_storage():
    """The storage outside public media; a callable, so migrations hold no path."""
    return storages["private"]


class PaperQuerySet(models.QuerySet):
    """Questions about papers."""

    def visible_to(self, user) -> "PaperQuerySet":
        """All for those who look after papers, none for others."""
        return self.all() if user.has_perm("hub.view_paper") else self.none()


class Paper(models.Model):
    """A document about people: read by those allowed only, each reading logged."""

    title = models.CharField(_("title"), max_length=160)
    file = models.FileField(_("file"), storage=private_storage, upload_to="%Y/%m")
    about_email = models.EmailField(
        _("whom it is about"), blank=True, help_text=_("The person's e-mail address.")
    )
    keep_until = models.DateField(_("keep until"))
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name = _("paper about people")
        verbose_name_plural = _("papers about people")

    def __str__(self):
        return self.title


class PaperReading(models.Model):
    """Who read which paper and when; never changed."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="readings")
    read_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, related_name="+"
    )
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-read_at"]

    def __str__(self):
        return f"{self.paper}, {self.read_at:%Y-%m-%d}"
