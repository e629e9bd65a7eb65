"""The demo's nominations: one in each state, loaded once, none of them late."""

from hub.demo_texts import key_of
from stories import demo_nominations, demo_stories
from stories.choices import NominationState
from stories.models import Nomination
from tests.stories import makers


def test_there_is_one_in_each_state_and_loading_twice_changes_nothing(home):
    key = key_of(demo_stories.page_key({"key": "gamle-sejl"}))
    story = makers.make_story(translation_key=key)

    for _ in range(2):
        demo_nominations.load()

    rows = {row.state: row for row in Nomination.objects.all()}
    assert set(rows) == set(NominationState.values)
    assert Nomination.objects.count() == len(NominationState)
    assert rows["published"].story.pk == story.pk
    assert (rows["refused"].nominee, rows["refused"].why) == ("–", "")
    assert [row for row in rows.values() if row.is_late] == []
    assert [row.pk for row in Nomination.objects.unlooked()] == [rows["spam"].pk]
