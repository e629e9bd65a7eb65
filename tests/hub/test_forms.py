"""Forms for readers: robots are stopped, people are helped."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import translation

from hub.formatting import colon
from hub.forms import PublicForm, refuse_cpr, status_of

# The tests' clock starts on a whole second, for a stamp holds whole seconds.
NOON = "2026-11-24T12:00:00Z"


class NoteForm(PublicForm):
    """A form with one of each kind of field."""

    name = forms.CharField(label="Name", help_text="As on the door.")
    email = forms.EmailField(label="E-mail", required=False)
    story = forms.CharField(label="Story", widget=forms.Textarea)
    day = forms.ChoiceField(
        label="Day", choices=[("1", "One"), ("2", "Two")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Agreed")


def filled(**changes) -> dict:
    """What a person sends."""
    typed = {"name": "Bo", "story": "Soup for all.", "day": "1", "agreed": "on"}
    return typed | {"stamp": PublicForm.new_stamp(), "website": ""} | changes


@pytest.fixture
def clock(time_machine):
    """A clock that stands still until moved."""
    time_machine.move_to(NOON, tick=False)
    return time_machine


def test_form_is_taken_after_two_seconds(clock):
    typed = filled()
    clock.shift(2)

    form = NoteForm(typed)

    assert form.errors == {}
    assert status_of(form) == 200


@pytest.mark.parametrize(
    ("changes", "seconds", "code"),
    [
        ({"website": "http://buy.example"}, 10, "trap"),
        ({}, 1, "fast"),
        ({}, 24 * 3600 + 1, "old"),
        ({"stamp": ""}, 10, "old"),
        ({"stamp": "form:1uabcd:forged"}, 10, "old"),
    ],
)
def test_form_refuses_robots(clock, changes, seconds, code):
    typed = filled(**changes)
    clock.shift(seconds)

    form = NoteForm(typed)

    assert [error.code for error in form.errors["__all__"].as_data()] == [code]
    assert status_of(form) == 422


def test_form_keeps_its_stamp_and_renews_an_old_one(clock):
    typed = filled()
    clock.shift(60)
    assert NoteForm(typed).stamp == typed["stamp"]

    clock.shift(24 * 3600)

    assert NoteForm(typed).stamp == PublicForm.new_stamp()


def test_form_that_begins_with_what_was_typed_keeps_its_stamp(clock):
    typed = filled()
    clock.shift(60)

    drawn_again = NoteForm(initial=typed)

    assert drawn_again.stamp == typed["stamp"]
    assert drawn_again.stamp != PublicForm.new_stamp()


CPR_NUMBERS = [
    "010190-1234",
    "0101901234",
    "311299 4321",
    "Mit nummer er 150585-1111, ring!",
    "610190-1234",
]
OTHER_NUMBERS = [
    "",
    "CVR 12345678",
    "+45 33 66 33 66",
    "EAN 5798001234567",
    "011390-1234",
    "400190-1234",
    "2026-11-24",
]


@pytest.mark.parametrize("text", CPR_NUMBERS)
def test_cpr_number_is_refused(text):
    with pytest.raises(ValidationError) as caught:
        refuse_cpr(text)

    assert caught.value.code == "cpr"


@pytest.mark.parametrize("text", OTHER_NUMBERS)
def test_other_numbers_are_taken(text):
    assert refuse_cpr(text) is None


def test_every_text_field_refuses_cpr(clock):
    typed = filled(name="Bo 010190-1234", story="010190-1234")
    clock.shift(10)

    form = NoteForm(typed)

    assert {name: form.errors[name].as_data()[0].code for name in form.errors} == {
        "name": "cpr",
        "story": "cpr",
    }


def test_an_address_that_no_mail_can_have_is_refused(clock):
    typed = filled(email="e" * (255 - 12) + "@example.org")
    clock.shift(2)

    found = NoteForm(typed).errors.as_data()

    assert [(n, [e.code for e in errors]) for n, errors in found.items()] == [
        ("email", ["max_length"])
    ]
    fits = NoteForm(typed | {"email": typed["email"][-254:]})
    assert fits.errors == {}


@pytest.mark.parametrize("language", ["da", "en"])
def test_form_comes_back_with_errors_by_field_and_all_that_was_typed(language):
    with translation.override(language):
        form = NoteForm(filled(name="", email="bo@", story="Long story"))
        fields = [
            render_to_string("components/field.html", {"field": field})
            for field in form.visible_fields()
        ]
        summary = render_to_string("components/form_errors.html", {"form": form})
        required = str(forms.Field.default_error_messages["required"])

    name, email, story, *_rest = fields
    assert f'<ul class="errorlist" id="id_name_error"><li>{required}</li></ul>' in name
    assert 'aria-describedby="id_name_helptext id_name_error"' in name
    assert 'aria-invalid="true"' in name
    assert '<div class="hint" id="id_name_helptext">As on the door.</div>' in name
    assert 'value="bo@"' in email
    assert "Long story</textarea>" in story
    assert 'role="alert" tabindex="-1" autofocus' in summary
    assert f'<a href="#id_name">Name: {required}</a>' in summary
    assert (
        required
        == {
            "da": "Udfyld dette felt.",
            "en": "This field is required.",
        }[language]
    )


@pytest.mark.parametrize(
    ("label", "shown"), [("Name", "Name:"), ("Who?", "Who?"), ("Go!", "Go!")]
)
def test_label_that_is_a_question_keeps_its_own_mark(label, shown):
    assert colon(label) == shown


def test_guard_holds_the_token_the_trap_and_the_stamp(clock):
    form = NoteForm()

    html = render_to_string(
        "components/form_guard.html", {"form": form, "csrf_token": "abc"}
    )

    assert '<input type="hidden" name="csrfmiddlewaretoken" value="abc">' in html
    assert '<input name="website" tabindex="-1" autocomplete="off">' in html
    assert f'<input type="hidden" name="stamp" value="{form.stamp}">' in html
