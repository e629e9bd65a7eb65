"""Words that several lines of the register share: the law and the periods."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hub.privacy import periods

PUBLIC_TASK = _("A task in the public interest (GDPR, article 6(1)(e)).")
YOUR_WISH = _("You asked for it (GDPR, article 6(1)(b)).")
SECURITY = _("Security of the site (GDPR, articles 6(1)(e) and 32).")
PROOF = _("We must be able to prove what we did (GDPR, article 5(2)).")


def for_months(number: int) -> str:
    """A period of the settings in words."""
    return ngettext("%(count)d month", "%(count)d months", number) % {"count": number}


def log_period() -> str:
    """How long logs are kept."""
    return for_months(periods().keep_log_months)


def contact_period() -> str:
    """How long contact data are kept after use."""
    return for_months(periods().keep_contacts_months)


def log_period_after() -> str:
    """The same as a sentence."""
    return _("%(period)s after it happened.") % {"period": log_period()}
