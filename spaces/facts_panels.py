"""How the admin shows the facts of venues and spaces: a tab for each question."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from hub.panels import pair
from spaces.facts_forms import SpaceForm, VenueForm
from spaces.facts_rows import (
    AccessFormSet,
    HoursForm,
    HoursFormSet,
    PriceForm,
    PriceFormSet,
    SpaceAccessForm,
    VenueAccessForm,
)


class Rows(InlinePanel):
    """Rows of a form with a form and a check of their own."""

    def __init__(self, *args, form=None, formset=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.form, self.formset = form, formset

    def clone_kwargs(self):
        """Keep both when Wagtail binds the panel to its model."""
        return super().clone_kwargs() | {"form": self.form, "formset": self.formset}

    def get_form_options(self):
        """Hand both to the rows."""
        options = super().get_form_options()
        ours = {"form": self.form, "formset": self.formset}
        options["formsets"][self.relation_name] |= ours
        return options


def hours(help_text) -> Rows:
    """Opening hours with the dates that they hold."""
    return Rows(
        "opening_hours",
        [
            FieldRowPanel(
                [FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]
            ),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        ],
        heading=_("Opening hours"),
        label=_("opening hours"),
        help_text=help_text,
        form=HoursForm,
        formset=HoursFormSet,
    )


def access(form) -> Rows:
    """What is known of getting in and around."""
    return Rows(
        "access_facts",
        [
            FieldRowPanel([FieldPanel("feature"), FieldPanel("answer")]),
            pair("note"),
            FieldRowPanel([FieldPanel("looked_by"), FieldPanel("looked_on")]),
        ],
        heading=_("Access"),
        label=_("access fact"),
        help_text=_(
            "Write only what somebody has looked at. What nobody has looked at is not "
            "known: readers are told so, with a telephone number."
        ),
        form=form,
        formset=AccessFormSet,
    )


def rows(*names: str) -> list[FieldRowPanel]:
    """Two fields on each line."""
    return [
        FieldRowPanel([FieldPanel(name) for name in names[place : place + 2]])
        for place in range(0, len(names), 2)
    ]


VENUE = TabbedInterface(
    [
        ObjectList(
            [
                pair("name"),
                *rows("street", "postcode", "town", "district"),
                pair("stop"),
                pair("way_in"),
                MultiFieldPanel(
                    rows("latitude", "longitude"),
                    heading=_("Place on the map"),
                    help_text=_(
                        "Two numbers from a map, for example 55.69420 and 12.54850."
                    ),
                ),
                FieldPanel("slug"),
            ],
            heading=_("Where it is"),
        ),
        ObjectList(
            [
                hours(_("Each weekday that the house is open has a row.")),
                FieldPanel("is_open_on_holidays"),
            ],
            heading=_("Opening hours"),
        ),
        ObjectList([access(VenueAccessForm)], heading=_("Access")),
        ObjectList(
            [
                FieldPanel("contact"),
                FieldPanel("door_phone"),
                FieldPanel("hosts", widget=CheckboxSelectMultiple),
                *rows("owner", "owner_email"),
            ],
            heading=_("People"),
        ),
        ObjectList(
            [pair("key"), FieldPanel("checked_on"), FieldPanel("is_example")],
            heading=_("Keys and checking"),
        ),
    ],
    base_form_class=VenueForm,
)

RULES = [
    MultiFieldPanel(
        [
            FieldPanel("start_interval_minutes"),
            *rows("shortest_minutes", "longest_minutes"),
        ],
        heading=_("How long"),
        help_text=_(
            "All in minutes: an hour is 60, a day 1440, a week 10080. With 1440 "
            "minutes between them, times begin and end at midnight."
        ),
    ),
    MultiFieldPanel(
        [
            *rows("notice_hours", "horizon_days"),
            FieldPanel("cancellation_notice_hours"),
        ],
        heading=_("How early, how late"),
    ),
    MultiFieldPanel(
        rows("buffer_before_minutes", "buffer_after_minutes"),
        heading=_("Time to set up and clean"),
        help_text=_(
            "Kept free around each booking. The time between two bookings is the one "
            "after and the one before together."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel("approval"),
            FieldPanel("requires_introduction"),
            FieldPanel("quota_hours_per_month"),
        ],
        heading=_("Who may"),
    ),
]
PRICES = Rows(
    "prices",
    [
        FieldRowPanel(
            [FieldPanel("group"), FieldPanel("ore_per_hour"), FieldPanel("valid_from")]
        ),
        pair("legal_basis"),
    ],
    heading=_("Prices"),
    label=_("price"),
    help_text=_(
        "Leave old prices as they are: they are the history. Add a row with the day "
        "from which the new price holds. Each price needs its legal basis."
    ),
    form=PriceForm,
    formset=PriceFormSet,
)
SPACE = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("venue"),
                pair("name"),
                pair("line"),
                *rows("kind", "plan", "capacity", "area_m2"),
                FieldPanel("features", widget=CheckboxSelectMultiple),
                FieldPanel("parts", widget=CheckboxSelectMultiple),
                FieldPanel("slug"),
            ],
            heading=_("What it is"),
        ),
        ObjectList(RULES, heading=_("Rules")),
        ObjectList([PRICES], heading=_("Prices")),
        ObjectList(
            [
                hours(
                    _(
                        "Only where the space is open less than its house. With rows "
                        "here it is open when both are."
                    )
                )
            ],
            heading=_("Narrower hours"),
        ),
        ObjectList([access(SpaceAccessForm)], heading=_("Access")),
        ObjectList(
            [pair("key"), FieldPanel("is_open"), FieldPanel("is_example")],
            heading=_("Keys and showing"),
        ),
    ],
    base_form_class=SpaceForm,
)
