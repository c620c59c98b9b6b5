"""Words typed so far outlive a time-out, and belong to the post that typed them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from safereturn.web.drafts import forget_words, forget_words_kept_before, keep_words, unfinished, words_so_far

pytestmark = pytest.mark.django_db

KEY = uuid4()


def test_words_are_found_again():
    keep_words(form="report", key=KEY, words={"name": "Ashley"}, step="who", by=1)
    assert words_so_far(form="report", key=KEY, by=1) == {"name": "Ashley"}


def test_a_later_step_adds_to_the_words_and_keeps_the_earlier():
    keep_words(form="report", key=KEY, words={"name": "Ashley", "where": "home"}, step="who", by=1)
    draft = keep_words(form="report", key=KEY, words={"where": "care"}, step="when", by=1)
    assert draft.words == {"name": "Ashley", "where": "care"}
    assert draft.step == "when"


def test_keeping_the_same_words_twice_makes_one_draft():
    for _ in range(2):
        keep_words(form="report", key=KEY, words={"name": "Ashley"}, by=1)
    assert unfinished(by=1).count() == 1


def test_another_post_sees_none_of_it_and_cannot_forget_it():
    keep_words(form="report", key=KEY, words={"name": "Ashley"}, by=1)
    assert words_so_far(form="report", key=KEY, by=2) == {}
    forget_words(form="report", key=KEY, by=2)
    assert words_so_far(form="report", key=KEY, by=1) == {"name": "Ashley"}


def test_two_forms_with_the_same_key_are_kept_apart():
    keep_words(form="report", key=KEY, words={"name": "Ashley"}, by=1)
    assert words_so_far(form="away", key=KEY, by=1) == {}


def test_a_sent_form_is_forgotten_and_forgetting_twice_does_no_harm():
    keep_words(form="report", key=KEY, words={"name": "Ashley"}, by=1)
    forget_words(form="report", key=KEY, by=1)
    forget_words(form="report", key=KEY, by=1)
    assert not unfinished(by=1).exists()


def test_the_moment_of_keeping_is_the_databases():
    assert keep_words(form="report", key=KEY, words={}, by=1).saved_at.tzinfo is not None


def test_words_nobody_came_back_to_are_forgotten_in_time():
    draft = keep_words(form="report", key=KEY, words={"name": "Ashley"}, by=1)
    assert forget_words_kept_before(draft.saved_at) == 0
    assert forget_words_kept_before(draft.saved_at + timedelta(seconds=1)) == 1
