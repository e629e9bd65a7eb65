"""Template tags of the admin."""

import json

from django import template
from wagtail.models import Page

from hub import translations
from hub.models import TranslationHandover

register = template.Library()


@register.inclusion_tag("hub/admin/english_state.html", takes_context=True)
def english_state(context, page: Page) -> dict:
    """How far the English of a page has come, with the one button that comes next."""
    request = context["request"]
    translation = translations.translation_to(page)
    waiting = TranslationHandover.objects.waiting().filter(page=page)
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "page": page,
        "handover": waiting.first(),
        "may_publish": page.permissions_for_user(request.user).can_publish(),
        "is_published": page.live and translations.is_published(translation),
    }


@register.filter
def without_alias(props: str) -> str:
    """The translation editor's properties without the way to a Danish `/en/` page."""
    values = json.loads(props)
    values["links"]["convertToAliasUrl"] = None
    return json.dumps(values)
