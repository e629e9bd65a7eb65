"""What staff say when they ask a nominee, or bring a nomination to its end."""

from typing import NamedTuple

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser

from hub.choices import Language
from hub.forms import DeskForm
from hub.models import User
from stories.actions import nominating
from stories.models import Nomination, StoryPage


class StepForm(DeskForm):
    """One step of a nomination, as it was seen when the page was drawn."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, nomination: Nomination, **kwargs):
        """Take the version that the page shows."""
        first = {"seen": nomination.version} | kwargs.pop("initial", {})
        super().__init__(*args, initial=first, **kwargs)
        self.nomination = nomination

    @property
    def said(self) -> dict:
        """The keyword arguments of the action."""
        return {"nomination": self.nomination, **self.cleaned_data}

    def take(self, *, by: User) -> Nomination:
        """Do it. Raises Refused where somebody was quicker."""
        raise NotImplementedError


class AskForm(StepForm):
    """Where the nominee gets the private link."""

    nominee_email = forms.EmailField(label=_("The nominee's e-mail"))
    language = forms.ChoiceField(
        label=_("The nominee reads"),
        choices=Language,
        widget=forms.RadioSelect,
        help_text=_("The page behind the link has both languages."),
    )

    def __init__(self, *args, nomination: Nomination, **kwargs):
        """Begin with what the nomination says."""
        first = {
            "nominee_email": nomination.nominee_email,
            "language": nomination.nominee_language,
        }
        super().__init__(*args, nomination=nomination, initial=first, **kwargs)

    def take(self, *, by: User) -> Nomination:
        """The link goes out."""
        return nominating.ask(by=by, **self.said)


class ReachForm(StepForm):
    """They were told by telephone."""

    def take(self, *, by: User) -> Nomination:
        """Written down."""
        return nominating.reach(by=by, **self.said)


class AcceptForm(StepForm):
    """They said yes to us."""

    def take(self, *, by: User) -> Nomination:
        """As if they had pressed yes themselves."""
        return nominating.accept(**self.said)


class RefuseForm(StepForm):
    """They said no to us."""

    def take(self, *, by: User) -> Nomination:
        """As if they had pressed no themselves."""
        return nominating.refuse(**self.said)


class TalkForm(StepForm):
    """We have talked."""

    def take(self, *, by: User) -> Nomination:
        """Written down."""
        return nominating.talk(by=by, **self.said)


class StoryForm(StepForm):
    """The story that it becomes; a draft will do."""

    story = forms.ModelChoiceField(
        StoryPage.objects.all(),
        label=_("The story"),
        widget=AdminPageChooser(target_models=[StoryPage]),
        help_text=_("A draft will do. The mail goes out when it can be read."),
    )

    def __init__(self, *args, nomination: Nomination, **kwargs):
        """Begin with the one that was chosen before."""
        first = {"story": nomination.story_id}
        super().__init__(*args, nomination=nomination, initial=first, **kwargs)

    def take(self, *, by: User) -> Nomination:
        """The clock looks whether it is live."""
        return nominating.choose_story(by=by, **self.said)


class ReasonForm(StepForm):
    """A step that needs our own words."""

    reason = forms.CharField(
        label=_("Why?"), max_length=600, widget=forms.Textarea({"rows": 4})
    )


class DeclineForm(ReasonForm):
    """No, and why."""

    def __init__(self, *args, nomination: Nomination, **kwargs):
        """Say in which language the person reads."""
        super().__init__(*args, nomination=nomination, **kwargs)
        text = _("%(name)s reads it in a mail, in this language: %(language)s.")
        words = {
            "name": nomination.name,
            "language": nomination.get_language_display(),
        }
        self.fields["reason"].help_text = text % words

    def take(self, *, by: User) -> Nomination:
        """The nominator gets the reason by mail."""
        return nominating.decline(by=by, **self.said)


class HoldForm(ReasonForm):
    """It is spam."""

    def take(self, *, by: User) -> Nomination:
        """Nobody is told."""
        return nominating.hold(by=by, **self.said)


class FreeForm(StepForm):
    """It is no spam."""

    def take(self, *, by: User) -> Nomination:
        """Back to the new ones."""
        return nominating.free(by=by, **self.said)


class Step(NamedTuple):
    """What a step is called on buttons, and what is said when it is done."""

    label: Promise
    text: Promise
    form: type[StepForm]
    done: Promise


STEPS = {
    "ask": Step(
        _("Ask them by mail"),
        _("The nominee gets a private link, sees what was written and says yes or no."),
        AskForm,
        _("Asked. The link works for 60 days."),
    ),
    "reach": Step(
        _("We have told them by telephone"),
        _("Use this where there is no e-mail. Then write down their yes or no here."),
        ReachForm,
        _("Written down."),
    ),
    "ask_again": Step(
        _("Send the link again"),
        _("A new mail with the link. To another address: then the old one is dead."),
        AskForm,
        _("Sent again."),
    ),
    "accept": Step(
        _("They said yes"),
        _("Where they told us so. We promise to talk with them."),
        AcceptForm,
        _("Written down: they said yes."),
    ),
    "talk": Step(
        _("We have talked with them"),
        _("Nobody gets a mail. The next thing is a story within 60 days, or a no."),
        TalkForm,
        _("Written down."),
    ),
    "choose_story": Step(
        _("Choose the story"),
        _("Nobody gets a mail before the story can be read by all."),
        StoryForm,
        _("The story is chosen. The mail goes out once it can be read."),
    ),
    "decline": Step(
        _("Decline"),
        _("The nominator gets your reason. A nominee who was asked hears of it too."),
        DeclineForm,
        _("Declined. The mail is on its way."),
    ),
    "refuse": Step(
        _("They said no"),
        _("All about the nominee is deleted at once. It cannot be undone."),
        RefuseForm,
        _("All about the nominee is deleted."),
    ),
    "hold": Step(
        _("It is spam"),
        _("It is put aside, and nobody is told. After 30 days it is deleted."),
        HoldForm,
        _("Put aside as spam."),
    ),
    "free": Step(
        _("It is no spam"),
        _("It comes back to the new ones, and the receipt goes out now."),
        FreeForm,
        _("Brought back to the new ones."),
    ),
}
