"""The languages that somebody speaks, by their names in the reader's language."""

from django.utils.translation import get_language_info, gettext_noop
from django.utils.translation import gettext as _

from hub.bilingual import active_language

# What is spoken in Copenhagen and is not in Django's own list.
MORE = {
    "am": gettext_noop("Amharic"),
    "fo": gettext_noop("Faroese"),
    "kl": gettext_noop("Greenlandic"),
    "ku": gettext_noop("Kurdish"),
    "ps": gettext_noop("Pashto"),
    "so": gettext_noop("Somali"),
    "ti": gettext_noop("Tigrinya"),
    "tl": gettext_noop("Tagalog"),
    "zh": gettext_noop("Chinese"),
}


def in_words(codes: str) -> str:
    """`da, en, ar` as `dansk, engelsk og arabisk` or `Danish, English and Arabic`."""
    names = [name_of(code.strip()) for code in codes.split(",") if code.strip()]
    if len(names) < 2:
        return "".join(names)
    *others, last = names
    return _("%(others)s and %(last)s") % {"others": ", ".join(others), "last": last}


def name_of(code: str) -> str:
    """The name of a language; what is no known code stays as it was written."""
    code = code.lower()
    if code in MORE:
        name = _(MORE[code])
    else:
        try:
            name = get_language_info(code)["name_translated"]
        except KeyError:
            name = code
    return name.lower() if active_language() == "da" else name[:1].upper() + name[1:]
