"""A portrayed person reads the draft and answers, and takes the answer back."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from hub import limits
from hub.forms import PublicForm, status_of
from hub.models import Consent, ConsentState
from hub.private_links import private
from stories.actions import consenting, taking_down
from stories.consent_forms import AnswerForm
from stories.drafts import Draft, draft_of
from stories.refusals import Refused

ANSWERS_AN_HOUR = 20  # tries to answer by one link


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose address is a secret: never kept, found, or told to another site."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return private(view(request, *args, **kwargs))

    return guarded


@by_link
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """The draft and the form; looking changes nothing."""
    consent = Consent.objects.with_link(key).first()
    if consent is None or consent.state == ConsentState.WITHDRAWN:
        return render(request, "stories/consent_no_link.html", status=404)
    if consent.link_until is None:
        return render(request, "stories/consent_answered.html", {"consent": consent})
    draft = draft_of(consent.story, get_language())
    if draft is None or not consent.is_link_open:
        return render(request, "stories/consent_old_link.html", status=410)
    form = AnswerForm(request.POST or None, consent=consent)
    if request.method == "POST" and form.is_valid():
        if keep(form, key, draft):
            return HttpResponseRedirect(request.path)
        form.add_error(None, limits.TOO_MANY)
    context = {"consent": consent, "form": form, "draft": draft, "page": None}
    return render(
        request, "stories/consent.html", context | {"story": draft.page},
        status=status_of(form),
    )  # fmt: skip


def keep(form: AnswerForm, key: str, draft: Draft) -> bool:
    """Write the answer down; False where too much was sent by this link.

    Where somebody was quicker, the page shows what was said then.
    """
    if not limits.allow(f"consent {key}", limit=ANSWERS_AN_HOUR, window=limits.HOUR):
        return False
    with suppress(Refused):
        consenting.answer(key=key, draft=draft, **form.said)
    return True


@by_link
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """What taking back does; the button does it."""
    consent = Consent.objects.to_take_back(key).first()
    if consent is None:
        return render(request, "stories/consent_no_link.html", status=404)
    if consent.state == ConsentState.WITHDRAWN:
        return render(request, "stories/consent_taken_back.html", {"consent": consent})
    form = PublicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with suppress(Refused):
            taking_down.take_back(consent=consent)
        return HttpResponseRedirect(request.path)
    context = {"consent": consent, "form": form, "title": consenting.title_of(consent)}
    return render(
        request, "stories/consent_take_back.html", context, status=status_of(form)
    )
