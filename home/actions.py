"""Changes to proposals: always by an entry that says what happened."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from home.models import Proposal, ProposalEntry
from home.models.proposals import Answer


@transaction.atomic
def add_entry(
    *,
    proposal: Proposal,
    happened_on: dt.date,
    text_da: str,
    source_da: str,
    answer: str,
    text_en: str = "",
    source_en: str = "",
    source_url: str = "",
    status: str = "",
    owner_da: str = "",
    owner_en: str = "",
    target_on: dt.date | None = None,
    by=None,
) -> ProposalEntry:
    """Write down what happened; the newest day decides how the proposal stands.

    Raises ValidationError by field: a day to come, no source, a plan for what nobody
    has taken up.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    entry = ProposalEntry(
        proposal=proposal,
        happened_on=happened_on,
        text_da=text_da,
        text_en=text_en,
        source_da=source_da,
        source_en=source_en,
        source_url=source_url,
        answer=answer,
        status=status,
        added_by=by,
    )
    entry.full_clean()
    if wrong := plan_errors(
        answer, status=status, owner_da=owner_da, owner_en=owner_en, target_on=target_on
    ):
        raise ValidationError(wrong)
    entry.save()
    if proposal.last_entry_on is None or happened_on >= proposal.last_entry_on:
        proposal.answer, proposal.status = answer, status
        proposal.owner_da, proposal.owner_en = owner_da, owner_en
        proposal.target_on, proposal.last_entry_on = target_on, happened_on
        proposal.save()
    return entry


def plan_errors(answer: str, **plan) -> dict[str, str]:
    """What is wrong by field: only what was taken up has a status, owner or aim."""
    if answer in Answer.yes():
        return {}
    reason = _("Leave this empty: it was not taken up.")
    return {name: reason for name, value in plan.items() if value}
