"""The icons: Tabler's outlines (MIT, see `tabler-licence.txt`), only those in use.

To add one, copy the inner paths of its outline into `icons.json`.
"""

import json
from html import escape
from pathlib import Path

ICONS: dict[str, str] = json.loads(
    Path(__file__).with_name("icons.json").read_text(encoding="utf-8")
)


def icon(name: str, label: str = "") -> str:
    """An icon in the colour and size of the text, beside a word or with a label.

    Raises KeyError for a name that is not in the set.
    """
    named = (
        f'role="img" aria-label="{escape(str(label))}"'
        if label
        else 'aria-hidden="true" focusable="false"'
    )
    return f'<svg class="i" viewBox="0 0 24 24" {named}>{ICONS[name]}</svg>'
