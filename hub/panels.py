"""How the admin shows the hub's own facts: a tab for each question."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)


def pair(name: str) -> FieldRowPanel:
    """The Danish and the English of one short text, side by side, Danish first."""
    return FieldRowPanel([FieldPanel(f"{name}_da"), FieldPanel(f"{name}_en")])


class KeptAddressForm(WagtailAdminModelForm):
    """Of a row whose `slug` stands in links, filters and feeds: it is chosen once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = _(
                "It stays: others have it in their links."
            )


CONTACT = [
    FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
    pair("phone_hours"),
    FieldPanel("address"),
    pair("opening_hours"),
    FieldPanel("contact"),
    FieldPanel("reply_days"),
    MultiFieldPanel(
        [FieldPanel("secure_post_url"), pair("secure_post")], heading=_("Secure post")
    ),
]
NOTICE = [
    FieldPanel("notice_da"),
    FieldPanel("notice_en"),
    FieldRowPanel([FieldPanel("notice_from"), FieldPanel("notice_until")]),
]
WHO = [
    FieldPanel("name"),
    pair("tagline"),
    pair("run_by"),
    pair("paid_by"),
    FieldPanel("cvr"),
    FieldPanel("is_example"),
]
LAW = [
    FieldPanel("data_controller"),
    FieldPanel("protection_officer"),
    FieldPanel("was_url"),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [FieldPanel("keep_contacts_months"), FieldPanel("keep_refused_months")]
            ),
            FieldRowPanel(
                [FieldPanel("keep_invoices_years"), FieldPanel("keep_log_months")]
            ),
        ],
        heading=_("How long we keep what people tell us"),
    ),
]
HUB_FACTS = TabbedInterface(
    [
        ObjectList(CONTACT, heading=_("Contact and hours")),
        ObjectList(NOTICE, heading=_("Notice on every page")),
        ObjectList(WHO, heading=_("Who runs the hub")),
        ObjectList(LAW, heading=_("Law and personal data")),
    ]
)
