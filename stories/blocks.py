"""What stories have besides running text: figures of their own, and corrections."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks import FactRow


class CorrectionBlock(blocks.StructBlock):
    """What was wrong, said where it stood."""

    corrected_on = blocks.DateBlock(label=_("Corrected on"))
    text = blocks.TextBlock(label=_("What was wrong, and what is right"))

    class Meta:
        icon = "warning"
        label = _("Correction")


FIGURES = [("figure", FactRow(label=_("Figure"), icon="decimal"))]
CORRECTIONS = [("correction", CorrectionBlock())]
