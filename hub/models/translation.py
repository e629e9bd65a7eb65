"""Who handed which translation over, so that publishers know that it is ready."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TranslationHandoverQuerySet(models.QuerySet):
    """Questions about handed over translations."""

    def waiting(self) -> "TranslationHandoverQuerySet":
        """Those whose page was not published since, longest waiting first."""
        never = models.Q(page__live=False) | models.Q(page__last_published_at=None)
        older = models.Q(page__last_published_at__lt=models.F("handed_over_at"))
        pages = self.filter(never | older).select_related("page", "handed_over_by")
        return pages.order_by("handed_over_at")


class TranslationHandover(models.Model):
    """A translator says that the English of a page is ready to be published."""

    page = models.OneToOneField(
        "wagtailcore.Page", models.CASCADE, related_name="handover"
    )
    handed_over_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, related_name="+"
    )
    handed_over_at = models.DateTimeField(default=timezone.now)

    objects = TranslationHandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handed over translation")
        verbose_name_plural = _("handed over translations")

    def __str__(self):
        return f"{self.page}"
