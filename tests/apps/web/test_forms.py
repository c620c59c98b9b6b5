"""Forms: what they look like, how they complain, and what they remember."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django import forms

from safereturn.web.forms import (
    Checkboxes,
    Form,
    KeyedForm,
    LondonDateField,
    LondonMomentField,
    Radios,
    whats_wrong,
)


class Report(KeyedForm):
    name = forms.CharField(label="Child's name", help_text="As they are known")
    last_seen = LondonMomentField(label="When was the child last seen?")
    born = LondonDateField(label="Date of birth", required=False)
    where = forms.ChoiceField(
        label="Kind of home",
        choices=[("home", "At home"), ("care", "In care")],
        widget=Radios(hints={"care": "Any home or foster family"}, reveals={"care": "placement"}),
    )
    placement = forms.CharField(label="Which home", required=False)
    risks = forms.MultipleChoiceField(
        label="What worries you", choices=[("cold", "The cold"), ("online", "Someone online")], widget=Checkboxes
    )
    words = forms.CharField(label="What happened?", widget=forms.Textarea, max_length=20)
    police = forms.BooleanField(label="I have rung the police")


GIVEN = {
    "key": str(uuid4()),
    "name": "Ashley Example",
    "last_seen_day": "9",
    "last_seen_month": "January",
    "last_seen_year": "2026",
    "last_seen_time": "9:40pm",
    "where": "care",
    "placement": "The Laurels",
    "risks": ["cold"],
    "words": "Left after tea",
    "police": "on",
}


def test_a_whole_form_is_read():
    form = Report(GIVEN)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["last_seen"] == datetime(2026, 1, 9, 21, 40, tzinfo=UTC)
    assert form.cleaned_data["key"] == UUID(GIVEN["key"])


def test_an_empty_answer_is_asked_for_by_its_question():
    form = Report({"key": GIVEN["key"]})
    said = [wrong.message for wrong in whats_wrong(form)]
    assert said == [
        "Enter child's name",
        "Answer the question “When was the child last seen?”",
        "Choose kind of home",
        "Choose what worries you",
        "Answer the question “What happened?”",
        "Tick the box: I have rung the police",
    ]


def test_each_error_leads_to_its_input():
    form = Report({**GIVEN, "last_seen_time": "tea", "where": "", "risks": [], "police": "", "name": ""})
    page = str(form)
    for wrong in whats_wrong(form):
        assert f'href="#{wrong.leads_to}"' in page
        assert f'id="{wrong.leads_to}"' in page


def test_an_error_in_a_moment_leads_to_the_part_at_fault_and_marks_no_other():
    form = Report({**GIVEN, "last_seen_time": "tea"})
    [wrong] = whats_wrong(form)
    assert wrong.leads_to == "id_last_seen_3"
    assert str(form["last_seen"]).count("govuk-input--error") == 1


def test_typed_words_are_kept_beside_the_error():
    page = str(Report({**GIVEN, "last_seen_time": "tea time", "words": "far more than twenty characters"}))
    assert 'value="tea time"' in page
    assert 'value="January"' in page
    assert "far more than twenty characters" in page


def test_a_moment_told_before_is_shown_on_london_clocks():
    page = str(Report(initial={"last_seen": datetime(2026, 7, 1, 20, 5, tzinfo=UTC)})["last_seen"])
    assert 'value="21:05"' in page
    assert 'value="7"' in page


def test_what_may_be_left_out_says_so():
    form = Report()
    assert form["born"].question == "Date of birth (optional)"
    assert form["name"].question == "Child's name"
    assert form["placement"].question == "Which home"  # asked only under a choice, where it is expected


def test_a_field_under_a_choice_is_shown_once():
    assert str(Report()).count('name="placement"') == 1


def test_a_long_answer_is_counted_and_never_cut_off():
    page = Report()["words"].as_field_group()
    assert 'data-maxlength="20"' in page
    assert "maxlength=" not in page.replace("data-maxlength=", "")


def test_what_explains_an_input_is_tied_to_it():
    page = Report({**GIVEN, "name": ""})["name"].as_field_group()
    assert 'aria-describedby="id_name_helptext id_name_error"' in page


def test_a_page_that_asks_one_question_has_it_as_its_heading():
    assert "<h1" in Report()["name"].as_page_heading()
    assert "<h1" not in Report()["name"].as_field_group()
    assert Report()["where"].as_page_heading().count("<h1") == 1


def test_words_that_look_like_markup_are_shown_as_words():
    page = str(Report({**GIVEN, "name": "<script>alert(1)</script>", "last_seen_time": '"><b>'}))
    assert "<script>" not in page
    assert "<b>" not in page


def test_each_showing_of_a_form_has_its_own_key():
    first, second = Report(), Report()
    assert first["key"].value() != second["key"].value()
    assert first["key"].value() == first["key"].value()


def test_a_form_sent_again_for_its_errors_keeps_its_key():
    assert str(Report({**GIVEN, "name": ""})["key"].value()) == GIVEN["key"]


@pytest.mark.parametrize("key", ["", "not a key"])
def test_a_lost_key_is_replaced_so_that_the_form_can_be_sent_again(key):
    form = Report({**GIVEN, "key": key})
    assert not form.is_valid()
    assert "nothing was saved" in whats_wrong(form)[0].message
    again = Report({**GIVEN, "key": str(form["key"].value())})
    assert again.is_valid()


def test_too_long_an_answer_is_told_by_how_much():
    form = Report({**GIVEN, "words": "far more than twenty characters"})
    assert whats_wrong(form)[0].message == "Use 20 characters or fewer: you have typed 31"


def test_an_error_about_no_one_question_comes_first():
    class Period(Form):
        start, end = forms.IntegerField(), forms.IntegerField()

        def clean(self):
            raise forms.ValidationError("The end is before the start")

    assert [wrong.message for wrong in whats_wrong(Period({"start": "x", "end": 1}))] == [
        "The end is before the start",
        "Enter a whole number.",
    ]


def test_a_field_with_words_of_its_own_keeps_them():
    class Reason(Form):
        reason = forms.CharField(error_messages={"required": "Say why, in a sentence"})

    assert whats_wrong(Reason({}))[0].message == "Say why, in a sentence"


def test_forms_of_libraries_are_dressed_too():
    class FromALibrary(forms.Form):
        pick = forms.ChoiceField(choices=[("a", "A")])
        file = forms.FileField()
        password = forms.CharField(widget=forms.PasswordInput(attrs={"placeholder": "Password"}))

    page = str(FromALibrary({}))
    assert "Enter password" in page
    assert "placeholder" not in page
    assert all(name in page for name in ("govuk-select", "govuk-file-upload", "govuk-input", "govuk-error-summary"))
