"""A printed page: who printed it, what stood there and when, and nothing to press."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

SignIn = Callable[..., Page]


def test_a_printed_board_says_whose_it_is_when_it_was_and_what_it_shows_and_has_nothing_to_press(
    signed_in: SignIn,
) -> None:
    page = signed_in("residential-worker at Alder House")
    report = page.get_by_text("Report a child missing or away")
    choices = page.get_by_role("navigation", name="Show on the board").get_by_role("link")
    expect(report).to_be_visible()
    assert choices.count() > 1
    page.emulate_media(media="print")
    expect(page.get_by_text("Signed in as")).to_be_visible()
    expect(page.get_by_text("This page shows how things stood at")).to_be_visible()
    expect(choices).to_have_count(1)
    expect(report).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)


def test_what_is_folded_on_the_screen_is_printed_and_no_address_after_a_link(signed_in: SignIn) -> None:
    page = signed_in("residential-worker at Alder House")
    page.get_by_role("main").evaluate(
        """main => main.innerHTML = `<details class="govuk-details"><summary>Settled: 1</summary>
        <div class="govuk-details__text">Visit the child</div></details>
        <a class="govuk-link" href="https://safereturn.example/">Guidance</a>`"""
    )
    folded, link = page.get_by_text("Visit the child"), page.get_by_role("link", name="Guidance")
    expect(folded).to_be_hidden()
    page.emulate_media(media="print")
    expect(folded).to_be_visible()
    assert link.evaluate("link => getComputedStyle(link, '::after').content") == "none"
