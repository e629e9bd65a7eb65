"""Consents in the admin: what waits, all of one story, one person, and the steps."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from hub.desk import for_staff
from hub.first_page import Waiting, register_list
from hub.forms import status_of
from hub.jobs import MONTH
from hub.models import Consent, HubImage
from hub.publishing import missing_in_newest
from hub.waiting import edit_url
from stories.consent_links import answer_url
from stories.drafts import draft_of, has_changed_since
from stories.models import StoryPage, TakenDown
from stories.portrayed import picture_keys
from stories.refusals import Refused
from stories.staff.consent_forms import STEPS, NameForm

SEE, CHANGE, TAKE_BACK = "hub.view_consent", "hub.change_consent", "hub.delete_consent"


@for_staff(SEE)
def index(request: HttpRequest) -> HttpResponse:
    """What is to be done first, then what is under way, and what was taken back."""
    soon = timezone.localdate() + MONTH
    consents = Consent.objects.all()
    lists = [
        (_("To do"), list(consents.to_act_on())),
        (_("Asked, not answered yet"), list(consents.being_asked())),
        (_("Running out within a month"), list(consents.ending_before(soon))),
        (_("Taken back"), list(consents.taken_back()[:50])),
    ]
    titles = StoryPage.objects.titles_of(
        {row.story for _h, rows in lists for row in rows}
    )
    context = {
        "lists": [
            (heading, [(row, titles.get(row.story, "")) for row in rows])
            for heading, rows in lists
        ]
    }
    return render(request, "stories/admin/consents.html", context)


@for_staff(SEE)
def of_story(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """Everybody who is in a story, its pictures, and what is missing to publish it."""
    page = story_or_404(story)
    consents = list(Consent.objects.of(story))
    pictures = HubImage.objects.with_people(picture_keys(draft_of(story, "da").page))
    context = {
        "page": page,
        "edit_url": edit_url(page),
        "rows": [(row, has_changed_since(row)) for row in consents],
        "pictures": pictures,
        "missing": missing_in_newest(page),
    }
    return render(request, "stories/admin/consents_of_story.html", context)


@for_staff(CHANGE)
def name_person(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """Write down who is portrayed."""
    page = story_or_404(story)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.save(story=story, by=request.user)
        text = _("%(name)s is written down. Now send the link.") % {"name": made.name}
        messages.success(request, text)
        return HttpResponseRedirect(reverse("staff_consent", args=[made.pk]))
    context = {"page": page, "form": form, "label": _("Who is portrayed?")}
    context["back"] = reverse("staff_consents_of_story", args=[story])
    status = status_of(form)
    return render(request, "stories/admin/consent_step.html", context, status=status)


@for_staff(SEE)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is known of one person's answer, and what may be done."""
    return draw(request, get_object_or_404(Consent, pk=pk))


def draw(request: HttpRequest, consent: Consent, *, status: int = 200) -> HttpResponse:
    """The page of one consent as it stands."""
    draft = draft_of(consent.story, "da") if consent.story else None
    is_ours_to_give = consent.is_link_open and not consent.email
    context = {
        "consent": consent,
        "title": draft.page.title if draft else "",
        "steps": [(name, STEPS[name]) for name in steps_for(request, consent)],
        "has_changed": has_changed_since(consent),
        "link": answer_url(consent) if is_ours_to_give else "",
        "addresses": TakenDown.objects.of(consent.story),
    }
    return render(request, "stories/admin/consent.html", context, status=status)


def steps_for(request: HttpRequest, consent: Consent) -> list[str]:
    """What this user may do with a consent as it stands."""
    may = request.user.has_perm
    return [
        name
        for name, step in STEPS.items()
        if consent.state in step.since and may(step.right)
    ]


@for_staff(SEE)
def take(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """GET shows what will happen, POST does it; too late is a 409."""
    consent = get_object_or_404(Consent, pk=pk)
    if step not in STEPS:
        raise Http404
    what = STEPS[step]
    if not request.user.has_perm(what.right):
        raise PermissionDenied
    if request.method != "POST" and step not in steps_for(request, consent):
        return too_late(request, consent)
    sent = [request.POST, request.FILES] if request.method == "POST" else []
    form = what.form(*sent, consent=consent)
    if form.is_valid():
        try:
            form.take(by=request.user)
        except Refused:
            return too_late(request, consent)
        messages.success(request, what.done % {"name": consent.name})
        return HttpResponseRedirect(where_next(consent))
    context = {"form": form, "label": what.label, "text": what.text}
    context["back"] = reverse("staff_consent", args=[pk])
    status = status_of(form)
    return render(request, "stories/admin/consent_step.html", context, status=status)


def too_late(request: HttpRequest, consent: Consent) -> HttpResponse:
    """The consent as it is now, and that nothing was done."""
    now = Consent.objects.filter(pk=consent.pk).first()
    text = _("This has been answered or changed meanwhile. Nothing was done.")
    messages.error(request, text)
    if now is None:
        return HttpResponseRedirect(reverse("staff_consents"))
    return draw(request, now, status=409)


def where_next(consent: Consent) -> str:
    """The person's page; the story's where the person is no longer in it."""
    if Consent.objects.filter(pk=consent.pk).exists():
        return reverse("staff_consent", args=[consent.pk])
    return reverse("staff_consents_of_story", args=[consent.story])


def story_or_404(story: uuid.UUID) -> StoryPage:
    """The Danish page of a story."""
    pages = StoryPage.objects.filter(locale__language_code="da")
    return get_object_or_404(pages, translation_key=story)


def number_waiting(request: HttpRequest) -> int:
    """How many staff must do something about; for the menu."""
    return Consent.objects.to_act_on().count()


ENTRY = (gettext_lazy("Consents"), "staff_consents", "user", SEE, number_waiting)


def waiting(request: HttpRequest) -> list[Waiting]:
    """The same for the first page."""
    if not request.user.has_perm(CHANGE):
        return []
    rows = list(Consent.objects.to_act_on())
    titles = StoryPage.objects.titles_of({row.story for row in rows})
    return [
        Waiting(
            f"{row.name}: {row.get_state_display()}",
            reverse("staff_consent", args=[row.pk]),
            titles.get(row.story, ""),
            row.answered_at or row.asked_at,
        )
        for row in rows
    ]


def button(page, user, next_url=None, view_name=None):
    """From a story's editor to its consents; for `register_page_header_buttons`."""
    if isinstance(page.specific, StoryPage) and user.has_perm(SEE):
        url = reverse("staff_consents_of_story", args=[page.translation_key])
        yield Button(_("Consents"), url, icon_name="user", priority=6)


def register() -> None:
    """Add to the first page."""
    register_list(gettext_lazy("Consents to look after"), waiting, order=22)


def addresses() -> list:
    """Below `/admin/`; for the menu."""
    return [
        path("consents/", index, name="staff_consents"),
        path("consents/story/<uuid:story>/", of_story, name="staff_consents_of_story"),
        path("consents/story/<uuid:story>/new/", name_person, name="staff_consent_new"),
        path("consents/<int:pk>/", show, name="staff_consent"),
        path("consents/<int:pk>/<str:step>/", take, name="staff_consent_step"),
    ]
