"""The admin's lists of people, places and words that staff keep up."""

from django.forms import CheckboxSelectMultiple
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import (
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from hub.models import (
    Audience,
    Department,
    District,
    OfferKind,
    Organisation,
    Person,
    Theme,
)
from hub.moved import KeepsAddress
from hub.organisation_forms import OrganisationForm
from hub.panels import KeptAddressForm, pair


class PersonViewSet(SnippetViewSet):
    """Whom readers may ask."""

    model = Person
    icon = "group"
    menu_label = _("People")
    menu_order = 10
    list_display = [
        "name",
        Column("role_da", label=_("Role")),
        "department",
        BooleanColumn("is_public", label=_("Shown on the site")),
    ]
    list_filter = ["department", "districts", "is_public"]
    search_fields = ["name", "role_da", "role_en", "email"]
    search_backend_name = None
    panels = [
        FieldPanel("name"),
        pair("role"),
        MultiFieldPanel(
            [FieldPanel("can_help_with_da"), FieldPanel("can_help_with_en")],
            heading=_("What to ask this person about"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("languages"),
                FieldPanel("photo"),
            ],
            heading=_("How to reach this person"),
        ),
        MultiFieldPanel(
            [FieldPanel("department"), FieldPanel("districts")],
            heading=_("Where this person works"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("is_public"),
                FieldPanel("is_example"),
                FieldPanel("last_confirmed_on"),
            ],
            heading=_("On the site"),
        ),
    ]


class DistrictViewSet(SnippetViewSet):
    """The areas of the local committees."""

    model = District
    icon = "site"
    menu_label = _("Districts")
    menu_order = 20
    list_display = [
        Column("name_da", label=_("Name")),
        Column("get_official_display", label=_("Official district")),
        "contact",
    ]
    list_filter = ["official"]
    search_fields = ["name_da", "name_en", "postcodes"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            pair("name"),
            FieldRowPanel([FieldPanel("official"), FieldPanel("postcodes")]),
            MultiFieldPanel(
                [pair("committee"), FieldPanel("committee_url")],
                heading=_("The local committee"),
            ),
            FieldPanel("contact"),
            FieldPanel("slug"),
        ],
        base_form_class=KeptAddressForm,
    )


class DepartmentViewSet(SnippetViewSet):
    """The municipality's departments."""

    model = Department
    icon = "folder-open-inverse"
    menu_label = _("Departments")
    menu_order = 30
    list_display = [
        Column("name_da", label=_("Name")),
        "short",
        BooleanColumn("is_active", label=_("In use")),
    ]
    search_fields = ["name_da", "name_en", "short"]
    search_backend_name = None
    panels = [pair("name"), FieldPanel("short"), FieldPanel("is_active")]


class VocabularyViewSet(SnippetViewSet):
    """A list of words that staff keep."""

    list_display = [Column("name_da", label=_("Name")), "name_en"]
    search_fields = ["name_da", "name_en"]
    search_backend_name = None
    edit_handler = ObjectList(
        [pair("name"), FieldPanel("slug")], base_form_class=KeptAddressForm
    )


class ThemeViewSet(VocabularyViewSet):
    """Subjects that stories, events and guidance share."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    menu_order = 40
    edit_handler = ObjectList(
        [pair("name"), FieldPanel("scene"), FieldPanel("slug")],
        base_form_class=KeptAddressForm,
    )


class AudienceViewSet(VocabularyViewSet):
    """Whom pages and events are for."""

    model = Audience
    icon = "user"
    menu_label = _("Audiences")
    menu_order = 50


class OfferKindViewSet(VocabularyViewSet):
    """What organisations sell or do, as the directory sorts it."""

    model = OfferKind
    icon = "pick"
    menu_label = _("Kinds of offers")
    menu_order = 55


class OrganisationEditView(KeepsAddress, EditView):
    """Saves an organisation; its former address leads to the new one."""


class OrganisationViewSet(SnippetViewSet):
    """Social enterprises, associations and projects."""

    model = Organisation
    edit_view_class = OrganisationEditView
    icon = "globe"
    menu_label = _("Organisations")
    menu_order = 60
    list_display = [
        "name",
        Column("get_state_display", label=_("State")),
        Column(
            "listed_on",
            label=_("Listed since"),
            accessor=lambda row: row.listed_on and date_format(row.listed_on),
        ),
        "cvr",
    ]
    list_filter = ["state", "is_rsv", "is_confirmed", "districts", "offer_kinds"]
    search_fields = ["name", "cvr", "email"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldRowPanel([FieldPanel("cvr"), FieldPanel("legal_form")]),
            MultiFieldPanel(
                [pair("pitch"), pair("purpose"), pair("about")],
                heading=_("What readers are told"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("offer_kinds", widget=CheckboxSelectMultiple),
                    pair("offers"),
                ],
                heading=_("What it offers"),
            ),
            MultiFieldPanel(
                [FieldPanel("areas"), FieldPanel("un_goals")],
                heading=_("What it works for"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("districts"),
                    FieldRowPanel([FieldPanel("founded_on"), FieldPanel("size_band")]),
                    FieldRowPanel([FieldPanel("website"), FieldPanel("email")]),
                    FieldPanel("logo"),
                ],
                heading=_("About the organisation"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("state", heading=_("State")),
                    HelpPanel(template="hub/admin/organisation_times.html"),
                    FieldPanel("is_confirmed"),
                    FieldRowPanel([FieldPanel("is_rsv"), FieldPanel("rsv_checked_on")]),
                    FieldPanel("is_example"),
                ],
                heading=_("Checked by staff"),
            ),
            HelpPanel(
                template="hub/admin/organisation_members.html", heading=_("Members")
            ),
        ],
        base_form_class=OrganisationForm,
    )


class PeopleAndPlaces(SnippetViewSetGroup):
    """One menu entry for what staff keep up beside the pages."""

    items = (
        PersonViewSet,
        DistrictViewSet,
        DepartmentViewSet,
        ThemeViewSet,
        AudienceViewSet,
        OfferKindViewSet,
        OrganisationViewSet,
    )
    menu_icon = "group"
    menu_label = _("People and places")
    menu_name = "people-and-places"
    menu_order = 250
