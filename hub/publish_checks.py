"""Whoever publishes in the admin hears what is missing, before it would break."""

import copy
import uuid
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import Page

from hub.publishing import missing_in, missing_in_newest
from hub.waiting import edit_url

APPROVE = "approve"


def say_what_is_missing(request: HttpRequest, page: Page, missing: list[str]) -> None:
    """Tell the person why the page is not published, and that nothing is lost."""
    intro = _("“%(title)s” is saved, but not published:") % {
        "title": page.get_admin_display_title()
    }
    rows = format_html_join("", "<li>{}</li>", ((text,) for text in missing))
    messages.error(request, format_html("{}<ul>{}</ul>", intro, rows))


# 1. The editor -----------------------------------------------------------------------


def before_publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stop the Publish button after the version was saved; for `before_publish_page`.

    The same for a page that is to be published later.
    """
    if missing := missing_in(page):
        say_what_is_missing(request, page, missing)
        return HttpResponseRedirect(edit_url(page))
    return None


def before_approving(request: HttpRequest, page: Page) -> None:
    """Save instead of approving in the editor; for `before_edit_page`."""
    asked = request.POST
    if "action-workflow-action" not in asked:
        return
    if asked.get("workflow-action-name") != APPROVE:
        return
    if missing := missing_in_newest(page):
        say_what_is_missing(request, page, missing)
        request.POST = asked.copy()
        del request.POST["action-workflow-action"]


class ApprovalView(WorkflowActionView):
    """Wagtail's approving from a list, which would break where something is missing."""

    def post(self, request, *args, **kwargs):
        """Approve, or tell what is missing: it keeps waiting."""
        missing = missing_in_newest(self.object) if self.action_name == APPROVE else []
        if missing:
            say_what_is_missing(request, self.object, missing)
            return HttpResponseRedirect(self.redirect_url)
        return super().post(request, *args, **kwargs)


# 2. Many at once, and copies ---------------------------------------------------------


def before_bulk(
    request: HttpRequest, action_type: str, pages: Iterable[Page], view
) -> HttpResponse | None:
    """Publish none of many pages where one lacks something; for `before_bulk_action`.

    Only the publishing of pages is looked at.
    """
    if action_type != "publish" or not issubclass(view.get_default_model(), Page):
        return None
    chosen = list(pages)
    if view.cleaned_form.cleaned_data.get("include_descendants"):
        chosen += [
            each for page in chosen for each in page.get_descendants().not_live()
        ]
    lacking = [(page, found) for page in chosen if (found := missing_in_newest(page))]
    for page, missing in lacking:
        say_what_is_missing(request, page, missing)
    return HttpResponseRedirect(view.next_url) if lacking else None


def before_copy(request: HttpRequest, page: Page) -> None:
    """Copy as a draft what may not be published as a copy; for `before_copy_page`."""
    if "publish_copies" not in request.POST:
        return
    copied = copy.copy(page.specific)
    copied.translation_key = uuid.uuid4()
    if missing := missing_in(copied):
        say_what_is_missing(request, page, missing)
        request.POST = request.POST.copy()
        del request.POST["publish_copies"]
