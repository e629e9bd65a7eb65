"""The admin's list of colleagues: made by invitation, none above the one who makes."""

from typing import ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import (
    CreateView,
    EditView,
    IndexView,
    UserColumn,
    UserFilterSet,
    UserViewSet,
)

from hub import accounts, invitations, roles
from hub.models import User

ORDER = (
    "email", "first_name", "last_name", "language", "groups", "is_active",
    "is_superuser",
)  # fmt: skip
COLLEAGUES = _("Colleagues")


class ColleagueForm(forms.ModelForm):
    """What both forms do: one spelling of an address, and no way to rise."""

    def __init__(self, *args, for_user: User, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("password1", "password2"):
            self.fields.pop(name, None)
        self.order_fields(ORDER)
        self.fields["groups"].label = _("Roles")
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

    error_messages = UserCreationForm.error_messages | {
        "duplicate_username": _(
            "This address has an account already. Search for the whole address in the "
            "list of colleagues, and change what the account may do."
        )
    }

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"language"}

    def clean(self) -> dict:
        """A role: without one an account is not staff, and not in the list."""
        cleaned = super().clean()
        if not cleaned.get("groups") and not cleaned.get("is_superuser"):
            reason = _(
                "Tick at least one role. Without a role, the colleague cannot sign in "
                "here."
            )
            self.add_error("groups", reason)
        return cleaned


class ChangeForm(ColleagueForm, UserEditForm):
    """What a colleague is called and may do."""

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"language"}
        labels: ClassVar = {"is_active": _("In use")}
        help_texts: ClassVar = {
            "is_active": _("Without the tick, the colleague cannot sign in.")
        }


class ColleagueFilterSet(UserFilterSet):
    """Wagtail's filters, with the roles in people's words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["group"].field.label_from_instance = roles.in_words


class UnderColleagues:
    """The path above a view has the same word as the menu."""

    def get_breadcrumbs_items(self) -> list[dict]:
        """Wagtail's path; what says Users there says Colleagues here."""
        *above, users, here = super().get_breadcrumbs_items()
        return [*above, users | {"label": COLLEAGUES}, here]


class ColleagueList(IndexView):
    """Who works in the admin, with their roles."""

    page_title = COLLEAGUES
    add_item_label = _("Invite a colleague")

    def get_base_queryset(self) -> QuerySet[User]:
        """Staff; another account only for who asks for its whole address."""
        asked = self.request.GET.get("q", "").strip().lower()
        staff = User.objects.staff().values("pk")
        found = User.objects.filter(Q(pk__in=staff) | Q(email=asked))
        return found.select_related("wagtail_userprofile").prefetch_related("groups")

    @cached_property
    def columns(self) -> list[Column]:
        """No boxes to tick: accounts are changed one at a time."""
        name = self._get_title_column_class(UserColumn)
        return [
            name("name", accessor=str, label=_("Name"), sort_key="name",
                 get_url=self.get_edit_url),
            Column("email", label=_("E-mail"), sort_key="email"),
            Column("roles", label=_("Roles"), accessor=roles_of),
            BooleanColumn("is_active", label=_("In use"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last signed in"), sort_key="last_login"),
        ]  # fmt: skip


def roles_of(user: User) -> str:
    """The names of somebody's roles, one after the other."""
    names = [roles.name_of(group) for group in user.groups.all()]
    return ", ".join([str(_("Administrator"))] * user.is_superuser + names)


class InviteView(UnderColleagues, CreateView):
    """Makes the account and mails the link."""

    page_title = _("Invite a colleague")
    success_message = _("%(object)s is invited by mail.")

    def get_page_subtitle(self) -> str:
        """None: the title says it all."""
        return ""

    def get_breadcrumbs_items(self) -> list[dict]:
        """The path, which ends with the title."""
        *above, here = super().get_breadcrumbs_items()
        return [*above, here | {"label": self.page_title}]

    def get_form_kwargs(self):
        """Tell the form who fills it in."""
        return super().get_form_kwargs() | {"for_user": self.request.user}

    def save_instance(self):
        """Save without a password, then invite."""
        self.form.instance.set_unusable_password()
        user = super().save_instance()
        accounts.speak_in_admin(user)
        invitations.invite(user)
        return user


class ChangeView(UnderColleagues, EditView):
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
        """Let a changed address sign in, and the admin speak a changed language."""
        user = super().save_instance()
        if "email" in self.form.changed_data:
            invitations.keep_address(user)
        if "language" in self.form.changed_data:
            accounts.speak_in_admin(user)
        return user


class ColleagueViewSet(UserViewSet):
    """Wagtail's list of users, with our columns and our two forms."""

    menu_label = COLLEAGUES
    filterset_class = ColleagueFilterSet
    index_view_class = ColleagueList
    add_view_class = InviteView
    edit_view_class = ChangeView
    copy_view_enabled = False  # a colleague is invited, with an address of their own
    index_template_name = "wagtailadmin/generic/index.html"  # without bulk actions
    create_template_name = "hub/admin/colleague_invite.html"
    edit_template_name = "hub/admin/colleague_change.html"

    def get_form_class(self, for_update=False):
        """The form to invite or to change."""
        return ChangeForm if for_update else InvitationForm

    def get_search_area(self):
        """Wagtail's entry among the searches, with our word."""
        area = super().get_search_area()
        area.label = COLLEAGUES
        return area
