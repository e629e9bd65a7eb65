"""Where guidance and proposals name people: as contact, or as who wrote an entry."""

from hub import privacy
from hub.kept import contacts, staff  # noqa: F401 -- they register the lines below

privacy.line_named("contact_persons").fields["home.GuidancePage"] = ("contact",)
privacy.line_named("traces").fields["home.ProposalEntry"] = ("added_by",)
