"""Why a change is refused: a code for code; the page finds the words."""


class Refused(Exception):
    """A change is refused.

    `code` says why: `state` where the table has no such step, `changed` where somebody
    else was quicker.
    """

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code
