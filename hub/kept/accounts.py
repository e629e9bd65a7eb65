"""Accounts, how they sign in, and their place in organisations."""

import datetime as dt
import json
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from hub import privacy, roles
from hub.kept import names, texts
from hub.models import Membership, Organisation, User
from hub.privacy import Line, Stay, Subject, periods


def account_of(subject: Subject) -> list[User]:
    """The account of the address, if there is one."""
    return [subject.user] if subject.user else []


def _account_facts(user: User) -> Iterator[tuple[str, object]]:
    yield _("Name"), user.get_full_name()
    yield _("E-mail"), user.email
    yield _("All e-mail addresses"), _addresses(user)
    yield _("Language"), user.get_language_display()
    yield _("Made"), user.date_joined
    yield _("Last signed in"), user.last_login
    if user.has_usable_password():
        yield _("Password"), _("stored so that nobody can read it")
    yield _("Staff groups"), [roles.in_words(each) for each in user.groups.all()]
    yield _("Signs in through"), _directories(user)
    profile = UserProfile.objects.filter(user=user).first()
    if profile:
        yield _("Picture of the account"), bool(profile.avatar)
        yield _("Language in the admin"), profile.preferred_language


def _addresses(user: User) -> list[str]:
    return list(user.emailaddress_set.values_list("email", flat=True))


def _directories(user: User) -> list[str]:
    return list(user.socialaccount_set.values_list("provider", flat=True))


def _staff_must_stay(user: User) -> Stay | None:
    if not User.objects.staff().filter(pk=user.pk).exists():
        return None
    reason = _(
        "You work in the admin with this account. Ask a hub manager to take it out of "
        "the staff groups first."
    )
    return Stay(reason)


@transaction.atomic
def delete_account(user: User) -> None:
    """Delete an account; what it wrote stays, without its name."""
    names.unname(user)
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        storage, name = profile.avatar.storage, profile.avatar.name
        transaction.on_commit(lambda s=storage, n=name: s.delete(n))
    user.delete()


def clear_unused_accounts(now: dt.datetime) -> None:
    """Delete the accounts that nobody used for the time of the settings."""
    cutoff = now - privacy.months(periods().keep_contacts_months)
    never = models.Q(last_login=None, date_joined__lt=cutoff)
    unused = User.objects.filter(never | models.Q(last_login__lt=cutoff))
    for used in privacy.used_since(cutoff):
        unused = unused.exclude(pk__in=used)
    for user in unused.exclude(pk__in=User.objects.staff().values("pk")):
        delete_account(user)


def members_of_confirmed(since: dt.datetime) -> models.QuerySet:
    """Accounts that belong to an organisation confirmed since then."""
    confirmed = Organisation.objects.filter(last_confirmed_at__gte=since)
    return Membership.objects.filter(organisation__in=confirmed).values("user")


def sessions_of(subject: Subject) -> list[Session]:
    """Open sign-ins of the account, and pages where the address was proven."""
    rows = Session.objects.filter(expire_date__gt=timezone.now())
    return [row for row in rows.iterator() if _is_theirs(row, subject)]


def _is_theirs(row: Session, subject: Subject) -> bool:
    said = row.get_decoded()
    owner = said.get("_auth_user_id")
    mine = subject.user is not None and owner == str(subject.user.pk)
    # Staff who looked the person up stay signed in, but forget whom they looked up.
    row.is_of_staff = privacy.STAFF_DOOR in said and not mine
    text = json.dumps(said)
    return mine or any(json.dumps(each) in text for each in subject.addresses)


def delete_session(row: Session) -> None:
    """End a session; one of staff only forgets whose data it looked at."""
    if not row.is_of_staff:
        row.delete()
        return
    said = row.get_decoded()
    del said[privacy.STAFF_DOOR]
    row.session_data = row.get_session_store_class()().encode(said)
    row.save()


privacy.register(
    Line(
        name="account",
        what=_("Your account"),
        why=_("So that you can sign in and see what is yours."),
        law=texts.YOUR_WISH,
        how_long=lambda: (
            _("Until you delete it, or %(period)s after you last used it.")
            % {"period": texts.contact_period()}
        ),
        fields={
            "hub.User": (
                "password", "last_login", "is_superuser", "first_name", "last_name",
                "is_staff", "is_active", "date_joined", "email", "language", "is_demo",
                "groups", "user_permissions",
            ),
            "account.EmailAddress": ("user", "email", "verified", "primary"),
            "account.EmailConfirmation": ("email_address", "created", "sent", "key"),
            "socialaccount.SocialAccount": (
                "user", "provider", "uid", "last_login", "date_joined", "extra_data",
            ),
            "socialaccount.SocialToken": (
                "app", "account", "token", "token_secret", "expires_at",
            ),
            "wagtailusers.UserProfile": (
                "user", "submitted_notifications", "approved_notifications",
                "rejected_notifications", "updated_comments_notifications",
                "preferred_language", "current_time_zone", "avatar", "dismissibles",
                "theme", "contrast", "density", "keyboard_shortcuts",
            ),
        },
        find=account_of,
        facts=_account_facts,
        correct=("first_name", "last_name", "language"),
        delete=delete_account,
        stays=_staff_must_stay,
        clear=clear_unused_accounts,
    )
)  # fmt: skip
privacy.register(
    Line(
        name="second_factors",
        what=_("Your second factors"),
        why=_("So that nobody signs in as you with a stolen password."),
        law=texts.SECURITY,
        how_long=lambda: _("As long as the account."),
        fields={
            "mfa.Authenticator": ("user", "type", "data", "created_at", "last_used_at")
        },
        find=lambda subject: Authenticator.objects.filter(user__in=account_of(subject)),
        facts=lambda row: [
            (_("Kind"), row.get_type_display()),
            (_("Made"), row.created_at),
            (_("Last used"), row.last_used_at),
            (_("Secret"), _("shown to nobody")),
        ],
        delete=lambda row: row.delete(),
        part_of="account",
    )
)
privacy.register(
    Line(
        name="sessions",
        what=_("Open sign-ins"),
        why=_("So that you need not sign in on each page."),
        law=texts.YOUR_WISH,
        how_long=lambda: _("14 days, for staff 8 hours, or until you sign out."),
        fields={"sessions.Session": ("session_key", "session_data", "expire_date")},
        find=sessions_of,
        facts=lambda row: [
            (_("Ends"), row.expire_date),
            (_("Whose"), _("Somebody of our staff looked you up.") if row.is_of_staff
             else _("Yours")),
        ],
        delete=delete_session,
        part_of="account",
    )
)  # fmt: skip
privacy.register(
    Line(
        name="memberships",
        what=_("Your place in organisations"),
        why=_("So that you can book and write for your organisation."),
        law=texts.YOUR_WISH,
        how_long=lambda: _("Until you leave the organisation or delete the account."),
        fields={"hub.Membership": ("user", "organisation", "role", "created_at")},
        find=lambda subject: Membership.objects.filter(
            user__in=account_of(subject)
        ).select_related("organisation"),
        facts=lambda row: [
            (_("Organisation"), row.organisation.name),
            (_("Role"), row.get_role_display()),
            (_("Since"), row.created_at),
        ],
        delete=lambda row: row.delete(),
    )
)
privacy.register_use(members_of_confirmed)
