"""The admin's list of colleagues: made by invitation, none above the one who makes."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from hub import invitations, roles
from hub.models import User

ORDER = (
    "email", "first_name", "last_name", "language", "groups", "is_active",
    "is_superuser",
)  # fmt: skip


class ColleagueForm(forms.ModelForm):
    """What both forms do: one spelling of an address, and no way to rise."""

    def __init__(self, *args, for_user: User, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("password1", "password2"):
            self.fields.pop(name, None)
        self.order_fields(ORDER)
        self.fields["groups"].label_from_instance = roles.in_words
        self.fields["groups"].help_text = ""
        self.fields["groups"].choices = self.fields["groups"].choices
        if not for_user.is_superuser and "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True
            self.fields["is_superuser"].widget = forms.HiddenInput()

    @property
    def password_enabled(self) -> bool:
        """Never: people choose their own by the link in a mail."""
        return False

    def clean_email(self) -> str:
        """The address in small letters, as all accounts have it."""
        return self.cleaned_data["email"].lower()


class InvitationForm(ColleagueForm, UserCreationForm):
    """A new colleague."""

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"language"}


class ChangeForm(ColleagueForm, UserEditForm):
    """What a colleague is called and may do."""

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"language"}


class InviteView(CreateView):
    """Makes the account and mails the link."""

    page_title = _("Invite a colleague")
    success_message = _("%(object)s is invited by mail.")

    def get_form_kwargs(self):
        """Tell the form who fills it in."""
        return super().get_form_kwargs() | {"for_user": self.request.user}

    def save_instance(self):
        """Save without a password, then invite."""
        self.form.instance.set_unusable_password()
        user = super().save_instance()
        invitations.invite(user)
        return user


class ChangeView(EditView):
    """Changes an account; an administrator's only by an administrator."""

    def setup(self, request, *args, **kwargs):
        """Refuse before anything is shown."""
        super().setup(request, *args, **kwargs)
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied

    def get_form_kwargs(self):
        """Tell the form who fills it in."""
        return super().get_form_kwargs() | {"for_user": self.request.user}

    def save_instance(self):
        """Let a changed address be one that can sign in."""
        user = super().save_instance()
        if "email" in self.form.changed_data:
            invitations.keep_address(user)
        return user


class ColleagueViewSet(UserViewSet):
    """Wagtail's list of users, with our two forms."""

    menu_label = _("Colleagues")
    add_view_class = InviteView
    edit_view_class = ChangeView
    copy_view_enabled = False  # a colleague is invited, with an address of their own
    create_template_name = "hub/admin/colleague_invite.html"
    edit_template_name = "hub/admin/colleague_change.html"

    def get_form_class(self, for_update=False):
        """The form to invite or to change."""
        return ChangeForm if for_update else InvitationForm
