"""Writing to an organisation: the hub passes it on and shows no address of theirs."""

import uuid

from hub import mail
from hub.choices import Language
from hub.models import Membership, Organisation, SiteSettings, User
from hub.transactions import whole
from stories.models import ProfileMessage

MANAGERS = "Hub managers"


@whole
def write_to(
    *, key: uuid.UUID, organisation: Organisation, language: str,
    name: str, email: str, text: str,
) -> ProfileMessage:  # fmt: skip
    """Keep a message, pass it on and mail its sender a copy; the same key does it once.

    Without an address of the organisation it goes to the hub, which passes it on.
    """
    message, is_new = ProfileMessage.objects.get_or_create(
        key=key,
        defaults={
            "organisation": organisation, "language": language,
            "name": name, "email": email, "text": text,
            "went_to_hub": not organisation.email,
        },
    )  # fmt: skip
    if is_new:
        pass_on(message)
        words = {"message": message, "organisation": organisation}
        mail.send("profile_message_copy", to=email, language=language, context=words)
    return message


def pass_on(message: ProfileMessage) -> None:
    """Queue it to the organisation, else to the hub; a reply goes to the sender."""
    organisation = message.organisation
    for to, language in receivers_of(organisation):
        mail.send(
            "profile_message",
            to=to,
            language=language,
            context={"message": message, "organisation": organisation},
            headers={"Reply-To": message.email},
        )


def receivers_of(organisation: Organisation) -> list[tuple[str, str]]:
    """(address, language) of who gets a message: the organisation or the hub."""
    if organisation.email:
        return [(organisation.email, language_of_mails_to(organisation))]
    if address := SiteSettings.current().email:
        return [(address, Language.DANISH)]
    managers = User.objects.filter(groups__name=MANAGERS, is_active=True)
    return list(managers.values_list("email", "language"))


def language_of_mails_to(organisation: Organisation) -> str:
    """The language of its owner's account; Danish where nobody has one."""
    owners = Membership.objects.filter(
        organisation=organisation, role=Membership.Role.OWNER
    )
    found = owners.order_by("pk").values_list("user__language", flat=True).first()
    return found or Language.DANISH
