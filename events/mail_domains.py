"""Typing errors in the domains that most people's mail has."""

# Those most used in Denmark; what is one letter away from one of them is an error,
# unless it is itself one of these or a domain that exists.
COMMON = (
    "gmail.com", "hotmail.com", "hotmail.dk", "outlook.com", "outlook.dk", "live.dk",
    "live.com", "yahoo.com", "yahoo.dk", "icloud.com", "me.com", "msn.com", "mail.dk",
    "stofanet.dk", "youmail.dk", "protonmail.com", "proton.me", "kk.dk",
)  # fmt: skip
# Domains of others that look like one of the above.
OTHERS = {"gmx.com", "mail.com", "email.dk", "email.com", "ymail.com", "live.de",
          "live.nl", "live.se", "live.no", "yahoo.de", "yahoo.se", "yahoo.no", "vk.dk",
          "ok.dk", "dk.dk", "hk.dk", "mac.com", "mx.com", "ke.com", "hotmail.de",
          "hotmail.se", "hotmail.no", "outlook.de", "outlook.se"}  # fmt: skip
# Endings that no common domain has where it has another: `gmail.dk` is nobody's.
WRONG = {"gmail.dk": "gmail.com", "gmail.co": "gmail.com", "gmail.con": "gmail.com",
         "icloud.dk": "icloud.com", "googlemail.dk": "gmail.com"}  # fmt: skip
SHORTEST = 7  # letters; of shorter domains too many are one letter apart


def meant(address: str) -> str:
    """The address that was probably meant; "" where nothing seems wrong."""
    name, at, domain = address.rpartition("@")
    better = better_domain(domain.lower()) if at else ""
    return f"{name}@{better}" if better else ""


def better_domain(domain: str) -> str:
    """A common domain that is one slip of the finger away; "" for none."""
    if domain in COMMON or domain in OTHERS:
        return ""
    if domain in WRONG:
        return WRONG[domain]
    if len(domain) < SHORTEST:
        return ""
    return next((common for common in COMMON if is_a_slip(domain, common)), "")


def is_a_slip(typed: str, right: str) -> bool:
    """Whether one letter is too many, missing, another, or two have changed places."""
    shorter = min(len(typed), len(right))
    same = next((n for n in range(shorter) if typed[n] != right[n]), shorter)
    rest, other = typed[same:], right[same:]
    return (
        rest[1:] == other  # one too many
        or rest == other[1:]  # one missing
        or rest[1:] == other[1:]  # another
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])  # changed places
    )
