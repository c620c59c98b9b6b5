"""One child, from a report at night to the closed episode, as the people of each agency meet it."""

import datetime as dt
import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from safereturn.protocol.periods import in_london

from .conftest import PHONE

SignIn = Callable[..., Page]
Check = Callable[[Page], None]
CARER = "residential-worker at Alder House"


def when_the_carer_begins_a_report(page: Page) -> None:
    page.goto("/report/")
    new = page.get_by_role("link", name="Start a new report")
    if new.is_visible():  # a report begun in another journey is offered again
        new.click()


def when_the_carer_reports(page: Page, child: str, *, known_place: bool = False) -> None:
    when_the_carer_begins_a_report(page)
    page.get_by_label(child).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Yes, but" if known_place else "No, I do not know where").check()
    moment = page.get_by_role("group", name=re.compile("last seen, or due back"))
    now = in_london(dt.datetime.now(dt.UTC) - dt.timedelta(hours=1))
    for part, value in (("Day", now.day), ("Month", now.month), ("Year", now.year)):
        moment.get_by_label(part).fill(str(value))
    moment.get_by_label("Time").fill(f"{now:%H:%M}")
    page.get_by_role("group", name="Is the child with their family?").get_by_label("No", exact=True).check()
    page.get_by_label("What happened?").fill("Went out of the window after tea.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What worries you most?").fill("A car was waiting.")
    page.get_by_role("button", name="Continue").click()


def test_a_residential_worker_reports_a_child_missing_on_a_phone(
    signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    page = signed_in(CARER, on=PHONE)
    started = time.monotonic()
    when_the_carer_reports(page, "Rowan Ashworth")
    expect(page.get_by_text("Went out of the window after tea.")).to_be_visible()
    then_the_page_is_accessible(page)
    page.get_by_role("button", name="Report the child").click()
    expect(page.get_by_role("heading", name="Rowan Ashworth, 14")).to_be_visible()
    expect(page.get_by_text("Nobody has yet decided")).to_be_visible()
    assert time.monotonic() - started < 180
    then_the_page_is_accessible(page)


def test_a_draft_is_kept_when_the_page_is_left_in_the_middle(signed_in: SignIn) -> None:
    page = signed_in(CARER, on=PHONE)
    when_the_carer_begins_a_report(page)
    page.get_by_label("Imani Okafor").check()
    page.get_by_role("button", name="Continue").click()
    with page.expect_response(lambda answer: answer.url.endswith("/draft/")):
        page.get_by_label("What happened?").fill("Half a sentence that must not be l")
    address = page.url
    page.goto("/")
    page.get_by_role("link", name="Report a child missing or away").click()
    page.get_by_role("link", name="Carry on with Imani Okafor").first.click()
    expect(page).to_have_url(address)
    expect(page.get_by_label("What happened?")).to_have_value("Half a sentence that must not be l")


def test_a_second_press_reports_nothing_twice(signed_in: SignIn) -> None:
    page = signed_in(CARER)
    when_the_carer_reports(page, "Imani Okafor")
    address = page.url
    page.get_by_role("button", name="Report the child").click()
    episode = page.url
    page.goto(address)
    assert page.url == episode


def test_the_police_the_councils_and_the_home_carry_a_child_to_the_end(
    signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    carer = signed_in(CARER)
    when_the_carer_reports(carer, "Zofia Nowak")
    carer.get_by_role("button", name="Report the child").click()
    episode = carer.url

    officer = signed_in("police-officer at Control room")
    card = officer.get_by_role("listitem").filter(has_text="Zofia Nowak")
    expect(card.first).to_contain_text("Nobody has decided")
    then_the_page_is_accessible(officer)
    card.first.get_by_role("link", name="Zofia Nowak").click()
    officer.get_by_role("link", name="Record and grade this report").click()
    expect(officer.get_by_text("A car was waiting.")).to_be_visible()
    then_the_page_is_accessible(officer)
    officer.get_by_role("button", name="Save the decision").click()
    expect(officer.get_by_role("alert")).to_contain_text("How is the child recorded and graded")
    officer.get_by_label("Medium").check()
    officer.get_by_role("button", name="Save the decision").click()
    expect(officer.get_by_text("The decision is recorded.")).to_be_visible()

    front_door = signed_in("front-door-worker at First Contact")
    front_door.goto(episode)
    expect(front_door.get_by_role("heading", name="What your team owes")).to_be_visible()
    front_door.get_by_role("button", name=re.compile("Accept all")).click()
    expect(front_door.get_by_text("Accepted. They are yours now.")).to_be_visible()
    expect(front_door.get_by_role("button", name=re.compile("^Accept"))).to_have_count(0)
    front_door.get_by_role("link", name="Is this child known?").click()
    front_door.get_by_label("Social care").check()
    front_door.get_by_role("group", name="Is the child on a child protection plan?").get_by_label("No").check()
    then_the_page_is_accessible(front_door)
    front_door.get_by_role("button", name="Save the answer").click()
    expect(front_door.get_by_text("The answer is recorded.")).to_be_visible()

    carer.goto(episode)
    carer.get_by_role("link", name="The child is back").click()
    carer.get_by_label("At the placement").check()
    then_the_page_is_accessible(carer)
    carer.get_by_role("button", name="Save").click()
    expect(carer.get_by_text("It is recorded that the child is back.")).to_be_visible()

    investigator = signed_in("police-officer at Investigators")
    investigator.goto(episode)
    investigator.get_by_role("link", name="The police visit").click()
    investigator.get_by_label("Yes, seen in person").check()
    then_the_page_is_accessible(investigator)
    investigator.get_by_role("button", name="Save").click()

    worker = signed_in("social-worker at City social care")
    worker.goto(episode)
    worker.get_by_role("link", name="Offer a return interview").click()
    worker.get_by_label("Yes, or no answer yet").check()
    worker.get_by_role("button", name="Save").click()
    worker.get_by_role("link", name="Write up the return interview").click()
    worker.get_by_label("The child's social worker").check()
    worker.get_by_role("group", name=re.compile("parents or carers, separately")).get_by_label("Yes").check()
    worker.get_by_role("group", name=re.compile("somebody else instead")).get_by_label("No").check()
    worker.get_by_label("What the child said, in their own words").fill("I wanted to see my sister.")
    worker.get_by_label("Was the child hurt or harmed?").fill("No, only cold.")
    worker.get_by_label("Why did they go?").fill("To see her.")
    worker.get_by_label("What happened while they were gone?").fill("She took the bus.")
    worker.get_by_label("Who were they with?").fill("Her sister.")
    worker.get_by_label("What would help them to be safe").fill("More visits.")
    worker.get_by_role("group", name=re.compile("helplines included")).get_by_label("Yes").check()
    then_the_page_is_accessible(worker)
    worker.get_by_role("button", name="Save the interview").click()
    expect(worker.get_by_text("The interview is recorded.")).to_be_visible()

    manager = signed_in("team-manager at City social care")
    manager.goto(episode)
    manager.get_by_role("link", name="Sign off the return interview").click()
    expect(manager.get_by_text("I wanted to see my sister.")).to_be_visible()
    manager.get_by_label("I have read it").check()
    then_the_page_is_accessible(manager)
    manager.get_by_role("button", name="Sign off").click()
    expect(manager.get_by_text("The interview is signed off.")).to_be_visible()
    manager.get_by_role("link", name="Close this episode").click()
    manager.get_by_role("button", name="Close the episode").click()
    expect(manager.get_by_text("The episode is closed.")).to_be_visible()
    then_the_page_is_accessible(manager)


def test_an_episode_is_not_closed_while_something_blocks_it_and_the_page_says_what(signed_in: SignIn) -> None:
    carer = signed_in("residential-worker at Birch House")
    when_the_carer_begins_a_report(carer)
    carer.get_by_label("Another child").check()
    carer.get_by_role("button", name="Continue").click()
    carer.get_by_label("First name").fill("Perran")
    carer.get_by_label("Last name").fill("Vale")
    carer.get_by_role("group", name="Where does the child live or stay?").get_by_label("Derbyshire").check()
    carer.get_by_role("group", name="Is the child in care?").get_by_label("No", exact=True).check()
    carer.get_by_role("button", name="Continue").click()
    carer.get_by_label("No, I do not know where").check()
    carer.get_by_role("group", name="Is the child with their family?").get_by_label("No", exact=True).check()
    carer.get_by_role("button", name="Continue").click()
    carer.get_by_role("button", name="Continue").click()
    carer.get_by_role("button", name="Report the child").click()
    episode = carer.url
    inspector = signed_in("duty-inspector at Control room")
    inspector.goto(episode)
    inspector.get_by_role("link", name="Record and grade this report").click()
    inspector.get_by_label("High").check()
    inspector.get_by_role("button", name="Save the decision").click()
    inspector.get_by_role("link", name="The child is found", exact=True).click()
    inspector.get_by_role("button", name="Save").click()
    inspector.get_by_role("link", name="Close this episode").click()
    inspector.get_by_role("button", name="Close the episode").click()
    expect(inspector.get_by_role("alert")).to_contain_text("neither made nor waived")


def test_the_board_works_without_javascript(signed_in: SignIn) -> None:
    page = signed_in("duty-inspector at Control room", script=False)
    expect(page.get_by_role("heading", name="Who is missing now")).to_be_visible()
    page.get_by_role("link", name=re.compile("at high risk")).click()
    expect(page).to_have_url(re.compile("show=high"))
    expect(page.get_by_role("link", name=re.compile("at high risk"))).to_have_attribute("aria-current", "true")


def test_a_carer_whose_child_is_at_a_known_place_has_a_clock_and_meets_it(
    signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    carer = signed_in("residential-worker at Birch House", on=PHONE)
    when_the_carer_reports(carer, "Dara Quill", known_place=True)
    carer.get_by_role("button", name="Report the child").click()
    expect(carer.get_by_text("Away at a known place")).to_be_visible()
    expect(carer.get_by_text(re.compile("In (4 hours 5|5 hours)")).first).to_be_visible()
    then_the_page_is_accessible(carer)
    carer.get_by_role("link", name="Social worker or out-of-hours service told").click()
    carer.get_by_label("The out-of-hours service").check()
    carer.get_by_label("Yes, we agreed what to do").check()
    carer.get_by_role("button", name="Save").click()
    expect(carer.get_by_text(re.compile("In (4 hours 5|5 hours)"))).to_have_count(0)
    expect(carer.get_by_text(re.compile("^Settled: "))).to_be_visible()


def test_what_nobody_recorded_is_asked_with_its_clock_and_answered(
    signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    carer = signed_in("residential-worker at Birch House")
    when_the_carer_reports(carer, "Ines Barros")
    carer.get_by_role("button", name="Report the child").click()
    expect(carer.get_by_text("Is the child on a child protection plan?").first).to_be_visible()
    expect(carer.get_by_text("Needs an answer").first).to_be_visible()
    carer.get_by_role("link", name="Answer what is not recorded").click()
    then_the_page_is_accessible(carer)
    carer.get_by_role("button", name="Save the answers").click()
    expect(carer.get_by_role("alert")).to_contain_text("Answer at least one question")
    carer.get_by_role("group", name="Is the child on a child protection plan?").get_by_label("No").check()
    carer.get_by_role("button", name="Save the answers").click()
    expect(carer.get_by_text("Needs an answer")).to_have_count(0)


def test_another_home_sees_nothing_of_it(signed_in: SignIn) -> None:
    page = signed_in("residential-worker at Birch House")
    expect(page.get_by_text("Ashworth")).to_have_count(0)
    page.goto("/episodes/1/")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Ashworth")
