"""What staff add to the search: words that mean the same, and recommended pages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminPageChooser

from search.kinds import KINDS
from search.models import Promotion, Synonyms

FOUND = [model for kind in KINDS for model in kind.pages]
LANGUAGE = Column("get_language_display", label=_("Language"))


class SynonymsViewSet(ModelViewSet):
    """Groups of words that mean the same to readers."""

    model = Synonyms
    name = "synonyms"
    icon = "copy"
    copy_view_enabled = False
    list_display = ("words", LANGUAGE)
    list_filter = ("language",)
    search_fields = ("words",)
    search_backend_name = None
    panels = (FieldPanel("language"), FieldPanel("words"))


class PromotionViewSet(ModelViewSet):
    """Pages that come first for some words."""

    model = Promotion
    name = "promotions"
    icon = "pick"
    copy_view_enabled = False
    list_display = ("words", "page", LANGUAGE)
    list_filter = ("language",)
    search_fields = ("words",)
    search_backend_name = None
    panels = (
        FieldPanel("language"),
        FieldPanel("words"),
        FieldPanel("page", widget=AdminPageChooser(target_models=FOUND)),
        FieldPanel("order"),
    )


synonyms, promotions = SynonymsViewSet(), PromotionViewSet()
