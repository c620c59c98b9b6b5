"""What would have followed under another edition: the stored past, derived anew."""

import datetime as dt
import json
import random
import subprocess
import sys
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import safereturn
from safereturn.config.command_line import main
from safereturn.config.load import load
from safereturn.config.what_if import NO_LOG, NO_SENSE, WhatIf, what_if
from safereturn.episodes.actions import database_time
from safereturn.episodes.models import Event
from safereturn.protocol.came_about import CAN_COME_ABOUT
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.events import Categorised, Closed
from safereturn.protocol.findings import STOOD_DOWN, UNDECIDED, findings
from safereturn.protocol.history import grading
from safereturn.protocol.notation import Duty, Edition
from safereturn.protocol.replay import answer
from safereturn.protocol.scenario import read
from tests.protocol.histories import history
from tests.protocol.scenarios import IN_CARE, MEDIUM, NAR, REPORTED, RETURNED, event, scenario

NOW = dt.datetime(2029, 1, 1, tzinfo=dt.UTC)
ABSENT = event("categorised", "9 22:05", category="absent")
COUNTERPARTS = {"absent": "no-apparent-risk", "no-apparent-risk": "absent"}


def under(edition: str | Edition, first: str = "2026-01-01", last: str = "2026-01-31") -> WhatIf:
    """What an edition makes of what is stored."""
    asked = EDITIONS[edition] if isinstance(edition, str) else edition
    return what_if(asked, first=dt.date.fromisoformat(first), last=dt.date.fromisoformat(last), now=NOW)


def loaded(*events: dict[str, Any], edition: str, **words: Any) -> int:
    """Store an episode; its id."""
    return load(scenario(*events, edition=edition, **words)).pk


def changes(found: WhatIf, duty: str) -> list[tuple[str | None, str | None, list[int]]]:
    """Who owes a duty before and after, and the episodes in which it differs so."""
    return [
        (difference.before, difference.after, episodes)
        for difference, episodes in found.differences.items()
        if difference.duty == duty
    ]


# What differs


@pytest.mark.django_db
def test_an_absent_child_at_home_is_owed_an_interview_by_2016_and_none_by_2019() -> None:
    episode = loaded(REPORTED, ABSENT, RETURNED, edition="2016")

    assert changes(under("2019"), "return-interview") == [("runaways-worker", None, [episode])]


@pytest.mark.django_db
def test_a_child_at_no_apparent_risk_would_have_been_absent_in_2016_and_so_interviewed() -> None:
    episode = loaded(REPORTED, NAR, RETURNED, edition="2019")

    assert changes(under("2016"), "return-interview") == [(None, "runaways-worker", [episode])]


@pytest.mark.django_db
def test_the_day_at_the_lowest_category_holds_in_both_editions() -> None:
    loaded(REPORTED, ABSENT, edition="2016")

    found = under("2019")

    assert (found.compared, changes(found, "low-category-24h-ceiling")) == (1, [])


@pytest.mark.django_db
def test_a_child_in_care_is_interviewed_by_the_same_worker_whatever_the_edition() -> None:
    loaded(REPORTED, MEDIUM, RETURNED, edition="2016", **IN_CARE)

    assert changes(under("2019"), "return-interview") == []


@pytest.mark.django_db
def test_a_duty_of_another_owner_is_told_once_with_both_owners() -> None:
    loaded(REPORTED, MEDIUM, RETURNED, edition="2016")
    other = under_another_interviewer()

    ((before, after, episodes),) = changes(under(other), "return-interview")

    assert (before, after, len(episodes)) == ("runaways-worker", "police", 1)


def under_another_interviewer() -> Edition:
    """The edition of 2019 with a single duty, which the police owe."""
    whole = EDITIONS["2019"]
    duty = next(duty for duty in whole.duties if duty.id == "return-interview")
    by_police = Duty(
        duty.id, name=duty.name, sections=duty.sections, says=duty.says, strength=duty.strength, starts=duty.starts,
        by="police", because=duty.because,
    )  # fmt: skip
    return Edition(
        "invented", title="Invented", in_force_from=dt.date(2030, 1, 1), categories=whole.categories,
        duties=[by_police], constraints=(), folds=whole.folds,
    )  # fmt: skip


@pytest.mark.django_db
def test_what_is_found_is_what_replay_derives_under_each_edition() -> None:
    expected = {}
    for seed in range(60):
        told = history(seed)
        own, other = told["edition"], "2016" if told["edition"] == "2019" else "2019"
        episode = load(told).pk
        expected[other, episode] = _owed(retold(told, other)), _owed({**told, "edition": own})

    for edition in ("2016", "2019"):
        found = under(edition, "2020-01-01", "2028-12-31")
        more: Counter[tuple[int, str, str]] = Counter()
        for difference, episodes in found.differences.items():
            for episode in episodes:
                more[episode, difference.duty, difference.before or ""] -= 1
                more[episode, difference.duty, difference.after or ""] += 1
        assert found.compared == sum(1 for other, _ in expected if other == edition) > 20
        assert {key: count for key, count in more.items() if count and key[2]} == {
            (episode, *owed): after[owed] - before[owed]
            for (other, episode), (after, before) in expected.items()
            if other == edition
            for owed in after | before
            if after[owed] != before[owed]
        }


def retold(told: dict[str, Any], edition: str) -> dict[str, Any]:
    """A scenario file in the words of another edition."""
    events = [
        {**one, "category": COUNTERPARTS.get(one["category"], one["category"])} if "category" in one else one
        for one in told["events"]
    ]
    return {**told, "edition": edition, "events": events}


def _owed(told: dict[str, Any]) -> Counter[tuple[str, str]]:
    return Counter((row["id"], row["owner"]) for row in answer(told)["duties"])


@pytest.mark.django_db
def test_how_it_stands_is_what_the_whole_log_derives() -> None:
    """However little of it was read: much is said of duties, and much comes about, that makes no difference."""
    chance = random.Random(6)
    expected: dict[str, set[tuple[int, str, str | None, str | None, bool, bool]]] = {"2016": set(), "2019": set()}
    settled = 0
    for seed in range(150):
        told = with_much_said(history(seed), chance)
        other = "2016" if told["edition"] == "2019" else "2019"
        episode = load(told).pk
        before, after, unheard = _standing(told), _standing(retold(told, other)), _standing(without_acts(told))
        for duty in before.keys() | after.keys():
            (old, before_status), *more_of_old = before.get(duty, [(None, "")])
            (new, after_status), *more_of_new = after.get(duty, [(None, "")])
            if old == new or more_of_old or more_of_new:
                continue
            status = after_status or before_status
            expected[other].add((episode, duty, old, new, status == STOOD_DOWN, status == UNDECIDED))
            unheard_status = unheard.get(duty, [(None, "")])[0][1]
            settled += new is None and unheard_status in (STOOD_DOWN, UNDECIDED) and status != unheard_status

    for edition, rows in expected.items():
        found = under(edition, "2020-01-01", "2028-12-31")
        asked = {row[:2] for row in rows}
        assert len(rows) > 300
        assert rows == {
            (episode, one.duty, one.before, one.after, one.stood_down, one.undecided)
            for one, episodes in found.differences.items()
            for episode in episodes
            if (episode, one.duty) in asked
        }
    assert settled > 20


def with_much_said(told: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A scenario in which more came about, and where what stands down or is undecided was carried out or waived."""
    events = list(told["events"])
    for _ in range(4 if events else 0):
        at = chance.choice(events)["at"]
        events.insert(chance.randrange(len(events)), event("came-about", at, what=chance.choice([*CAN_COME_ABOUT])))
    told = {**told, "events": events}
    edition, scenario = read(told)
    for one in findings(scenario, edition).found:
        at = one.arose + dt.timedelta(minutes=1)
        if one.status in (STOOD_DOWN, UNDECIDED) and at <= scenario.now:
            events.append(event("done", at.isoformat(), duty=one.duty.id))
    return {**told, "events": events}


def without_acts(told: dict[str, Any]) -> dict[str, Any]:
    """A scenario in which nobody says anything of a duty."""
    return {**told, "events": [one for one in told["events"] if "duty" not in one]}


def _standing(told: dict[str, Any]) -> dict[str, list[tuple[str | None, str]]]:
    standing: dict[str, list[tuple[str | None, str]]] = {}
    for row in answer(told)["duties"]:
        standing.setdefault(row["id"], []).append((row["owner"], row["status"]))
    return standing


def test_nothing_that_is_owed_begins_or_ends_with_the_closing() -> None:
    """So that it may be left out: whether an episode could be closed takes as long as all the rest."""
    closed = 0
    for seed in range(300):
        edition, told = read(history(seed))
        with_it = [(one.duty.id, one.owner, one.arose, one.status) for one in findings(told, edition).found]
        closed += any(isinstance(one, Closed) for one in told.events)
        told.events = [one for one in told.events if not isinstance(one, Closed)]
        assert [(one.duty.id, one.owner, one.arose, one.status) for one in findings(told, edition).found] == with_it
    assert closed > 30


# Which episodes


@pytest.mark.django_db
def test_the_days_are_those_of_london_and_both_are_included() -> None:
    def reported(at: str) -> int:
        return loaded(event("reported", at), edition="2016", last_seen=None, now="2026-07-10T12:00")

    inside = {reported("2026-06-01T00:00"), reported("2026-06-30T23:59")}
    for outside in ("2026-05-31T23:59", "2026-07-01T00:00"):
        reported(outside)

    found = under("2019", "2026-06-01", "2026-06-30")

    assert found.compared == 2
    assert {episode for episodes in found.differences.values() for episode in episodes} == inside
    assert {difference.month for difference in found.differences} == {"2026-06"}


@pytest.mark.django_db
def test_an_episode_that_ran_under_the_edition_itself_stays_as_it_is() -> None:
    loaded(REPORTED, NAR, edition="2019")

    found = under("2019")

    assert (found.compared, found.editions, found.differences) == (0, {"2019": 1}, {})


# What cannot be translated is counted and named, and never left out


@pytest.mark.django_db
def test_a_category_without_a_counterpart_is_named_apart() -> None:
    episode = loaded(REPORTED, MEDIUM, edition="2019")
    two_colours = Edition(
        "colours", title="Colours", in_force_from=dt.date(2030, 1, 1), categories=("green", "red"), duties=(),
        constraints=(), folds={Categorised: grading},
    )  # fmt: skip

    found = under(two_colours)

    ((why, episodes),) = found.not_compared.items()
    assert "'medium'" in why
    assert (episodes, found.compared) == ([episode], 0)


@pytest.mark.django_db
def test_an_earlier_episode_of_which_nothing_is_stored_is_named_apart() -> None:
    earlier = [{"reported": "2026-01-02T19:00", "returned": "2026-01-03T08:00", "category": "medium"}]
    loaded(REPORTED, MEDIUM, edition="2016", earlier=earlier)

    found = under("2019")

    assert [(why, len(episodes)) for why, episodes in found.not_compared.items()] == [(NO_LOG, 1)]
    assert found.compared == 1


@pytest.mark.django_db
def test_what_makes_no_sense_as_it_is_stored_is_named_apart() -> None:
    episode = loaded(REPORTED, edition="2016")
    Event.objects.create(
        episode_id=episode, place=99, type="categorised", happened_at=NOW, content={"category": "purple"},
        key=uuid.uuid4(), recorded_at=database_time(), previous=b"", seal=b"",
    )  # fmt: skip

    assert under("2019").not_compared == {NO_SENSE: [episode]}


@pytest.mark.django_db
def test_an_episode_with_something_that_the_other_edition_refuses_is_compared_and_named() -> None:
    """2016 calls no child absent whose place is known; 2019 does not say so of no apparent risk."""
    away = event("consulted", "9 21:40", who="social-worker", told=True)
    graded = loaded(away, NAR, edition="2019", kind="away", **IN_CARE)
    loaded(away, edition="2019", kind="away", **IN_CARE)

    found = under("2016")

    assert (found.compared, found.refused) == (2, [graded])


# The command


@pytest.fixture
def six_absent_children(db: None, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setenv("SAFERETURN_ROLE", "owner")  # the command sets it; here it is put back
    monkeypatch.setattr("safereturn.config.clock.now", lambda: NOW)
    return [loaded(REPORTED, ABSENT, RETURNED, edition="2016") for _ in range(6)]


ASKED = ["editions", "what-if", "2019", "--from", "2026-01-01", "--to", "2026-01-31"]


def test_the_text_shows_five_episodes_behind_a_number_unless_all_are_asked_for(
    six_absent_children: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    first_five = ", ".join(map(str, six_absent_children[:5]))

    assert main(ASKED) == 0
    some = capsys.readouterr().out
    assert main([*ASKED, "--episodes"]) == 0
    everything = capsys.readouterr().out

    assert f"fewer: 6; episodes {first_five} and 1 more" in some
    assert f"fewer: 6; episodes {first_five}, {six_absent_children[5]}\n" in everything


def test_the_text_names_the_readings_it_relies_on_and_no_child(
    six_absent_children: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    main(ASKED)
    text = capsys.readouterr().out

    assert "B40: absent (2016) and no apparent risk (2019) stand for each other" in text
    assert "A17: " in text
    assert "Example" not in text


def test_json_holds_every_number_with_the_ids_of_all_episodes_behind_it(
    six_absent_children: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*ASKED, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)

    (interview,) = (row for row in told["by_duty"] if row["duty"] == "return-interview")
    (worker,) = (row for row in told["by_owner"] if row["owner"] == "runaways-worker")
    assert (told["compared"], told["ran_under"]) == (6, {"2016": 6})
    assert interview["name"] == "Return interview"
    assert (interview["fewer"]["count"], interview["fewer"]["episodes"]) == (6, six_absent_children)
    assert worker["fewer"]["count"] >= 6
    assert [row["month"] for row in told["by_month"]] == ["2026-01"]
    assert set(told["readings"]) == {"A17", "B40"}


@pytest.mark.parametrize(
    "asked",
    [
        ["compare", "2016", "1066"],
        ["compare", "1066", "2016"],
        ["what-if", "1066", "--from", "2026-01-01", "--to", "2026-01-31"],
    ],
)
def test_an_edition_that_is_not_known_is_exit_code_2_with_those_that_are(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["editions", *asked]) == 2
    assert "Known are: 2016, 2019." in capsys.readouterr().err


def test_days_in_the_wrong_order_are_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["editions", "what-if", "2019", "--from", "2026-02-01", "--to", "2026-01-31"]) == 2
    assert "Give --from the earlier" in capsys.readouterr().err


def test_a_day_that_is_none_is_told_how_to_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["editions", "what-if", "2019", "--from", "2026-02-30", "--to", "2026-03-31"])

    assert "write it as 2026-01-31" in capsys.readouterr().err


def test_editions_are_compared_with_nothing_installed_but_python() -> None:
    source = str(Path(safereturn.__file__).parents[1])
    program = "import sys; sys.path.append(sys.argv[1]); from safereturn.config.command_line import main; "
    program += "sys.exit(main(['editions', 'compare', '2016', '2019', '--json']))"

    # -S leaves out every installed package: any import of Django, or of anything else, would fail.
    said = subprocess.run([sys.executable, "-I", "-S", "-c", program, source], capture_output=True, text=True)

    assert (said.returncode, said.stderr) == (0, "")
    assert json.loads(said.stdout)["after"] == "2019"
