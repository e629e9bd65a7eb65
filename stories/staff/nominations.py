"""Nominations in the admin: what waits, one nomination, and what staff do with it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from hub.desk import for_staff
from hub.formatting import day
from stories import spam
from stories.actions.nominating import STEPS as TABLE
from stories.actions.nominating import steps_of
from stories.choices import NominationState
from stories.letters import Letter, letters_for
from stories.models import Nomination
from stories.refusals import Refused
from stories.staff.nomination_forms import STEPS

RIGHT = "stories.change_nomination"
LONGEST_LIST = 200


def number_waiting(request: HttpRequest) -> int:
    """How many wait, for the menu."""
    return Nomination.objects.waiting().count()


def tabs(shown: str) -> list[tuple[str, str, int | None, bool]]:
    """Label, address and number of each list, and whether it is the one shown."""
    rows = [
        (_("Waiting"), "nominations", Nomination.objects.waiting()),
        (_("Ended"), "nominations_ended", None),
        (_("Held back as spam"), "nominations_spam", Nomination.objects.held_back()),
    ]
    return [
        (label, reverse(name), None if kept is None else kept.count(), name == shown)
        for label, name, kept in rows
    ]


def draw_list(request: HttpRequest, name: str, rows) -> HttpResponse:
    """One of the three lists."""
    today = timezone.localdate()
    shown = list(rows[:LONGEST_LIST])
    context = {
        "tabs": tabs(name),
        "list": name,
        "rows": [
            (
                row,
                (today - timezone.localdate(row.sent_at)).days,
                spam.in_words(row.reason),
            )
            for row in shown
        ],
    }
    return render(request, "stories/admin/nominations.html", context)


@for_staff(RIGHT)
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits, the most urgent first."""
    return draw_list(request, "nominations", Nomination.objects.waiting())


@for_staff(RIGHT)
def ended(request: HttpRequest) -> HttpResponse:
    """What came to an end within six months."""
    return draw_list(request, "nominations_ended", Nomination.objects.closed())


@for_staff(RIGHT)
def held_back(request: HttpRequest) -> HttpResponse:
    """What looks like spam, and why."""
    return draw_list(request, "nominations_spam", Nomination.objects.held_back())


@for_staff(RIGHT)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """All that was said, and what may be done."""
    return draw(request, nomination_or_404(pk))


def nomination_or_404(pk: int) -> Nomination:
    """One nomination with what its page shows."""
    rows = Nomination.objects.remembered()
    shown = rows.select_related("district", "story", "answered_by")
    return get_object_or_404(shown, pk=pk)


def draw(
    request: HttpRequest, nomination: Nomination, *, status: int = 200
) -> HttpResponse:
    """The page of one nomination as it stands."""
    taken = [name for name in steps_of(nomination) if name in STEPS]
    context = {
        "nomination": nomination,
        "steps": [(name, STEPS[name]) for name in taken],
        "facts": facts_of(nomination),
        "others": Nomination.objects.of_the_same(nomination),
        "is_new": nomination.state == NominationState.NEW,
        "held_because": spam.in_words(nomination.reason),
    }
    page = "stories/admin/nomination.html"
    return render(request, page, context, status=status)


def facts_of(nomination: Nomination) -> list[tuple]:
    """What the person said, and what became of it, by its name."""
    asked = nomination.contacted_at
    return [
        (_("Why"), nomination.why),
        (_("Enterprise or project"), nomination.organisation),
        (_("Link"), nomination.link),
        (_("District"), str(nomination.district or "")),
        (_("Their e-mail"), nomination.nominee_email),
        (_("Their telephone"), nomination.nominee_phone),
        (_("They know of it"), _("yes") if nomination.knows else _("no")),
        (_("Who wrote"), nomination.name),
        (_("E-mail"), nomination.email),
        (_("How they know each other"), nomination.relation),
        (
            _("The nominee may hear who wrote"),
            _("yes") if nomination.may_name else _("no"),
        ),
        (_("Language"), nomination.get_language_display()),
        (_("Sent"), day(nomination.sent_at)),
        (_("Asked"), day(asked) if asked else ""),
        (_("State"), nomination.get_state_display()),
        (_("Last step by"), str(nomination.answered_by or "")),
        (_("Our words"), spam.in_words(nomination.reason)),
    ]


@for_staff(RIGHT)
def take(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """GET shows what will be said to whom, POST does it; too late is a 409."""
    nomination = nomination_or_404(pk)
    if step not in STEPS:
        raise Http404
    if step not in steps_of(nomination):
        return too_late(request, nomination)
    what = STEPS[step]
    form = what.form(request.POST or None, nomination=nomination)
    if request.method == "POST" and form.is_valid():
        try:
            form.take(by=request.user)
        except Refused:
            return too_late(request, nomination_or_404(pk))
        messages.success(request, what.done)
        return HttpResponseRedirect(reverse("nomination", args=[pk]))
    context = {
        "nomination": nomination,
        "form": form,
        "what": what,
        "letters": going_out(step, nomination),
    }
    status = 422 if form.is_bound else 200
    page = "stories/admin/nomination_step.html"
    return render(request, page, context, status=status)


def going_out(step: str, nomination: Nomination) -> list[Letter]:
    """The mails that a step sends, as they stand now."""
    return letters_for(TABLE[step].letters, nomination)


def too_late(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """The nomination as it is now, and that somebody was quicker."""
    text = _("Somebody was quicker: this is now “%(state)s”. Nothing was sent.")
    messages.error(request, text % {"state": nomination.get_state_display()})
    return draw(request, nomination, status=409)


def addresses() -> list:
    """Below `/admin/`; for the menu of local heroes."""
    return [
        path("nominations/", waiting, name="nominations"),
        path("nominations/ended/", ended, name="nominations_ended"),
        path("nominations/spam/", held_back, name="nominations_spam"),
        path("nominations/<int:pk>/", show, name="nomination"),
        path("nominations/<int:pk>/<str:step>/", take, name="nomination_step"),
    ]
