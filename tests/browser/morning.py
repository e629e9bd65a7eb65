"""What the clock does for profiles each day, done now, in a process of its own."""

import django


def run():
    """Ask, mark, warn and archive what is due."""
    from stories.jobs import keep_profiles_true  # noqa: PLC0415 -- after the set-up

    keep_profiles_true()


if __name__ == "__main__":
    django.setup()
    run()
