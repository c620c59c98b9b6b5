"""The pages hold to the rules: nothing of either edition is left out, and every link leads somewhere."""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client

from safereturn.access.rights import SHOW_NO_CHILD
from safereturn.agencies.roles import ROLES
from safereturn.episodes.actions import Happening, open_episode
from safereturn.handbook import contents, in_words, tables
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.register import register
from safereturn.protocol.settings import Settings
from tests.apps.handbook.pages import IDS, LINKS, addresses_of_chapters, page, part, words
from tests.apps.pages.conftest import signed_in
from tests.apps.partnership import a_child, a_partnership, a_post

NIGHT = dt.datetime(2026, 3, 20, 22, tzinfo=dt.UTC)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_duty_stands_on_the_page_of_its_section_with_its_owner_its_clock_and_its_clauses(
    reader: Client, edition: str
) -> None:
    pages = {slug: page(reader, f"/handbook/{edition}/{slug}/") for slug in contents.chapters(edition)}
    for duty in EDITIONS[edition].duties:
        statement = register()[duty.id]
        shown = words(part(pages[contents.chapter_of(statement.sections(edition)[0])], duty.id))
        for owner in in_words.owners(duty):
            assert in_words.role_name(owner, capital=False).lower() in shown.lower(), duty.id
        assert in_words.by_when(duty) in shown
        assert in_words.STRENGTHS[duty.strength] in shown
        for clause in duty.clauses:
            assert clause.says in shown


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_statement_of_the_register_stands_once_in_each_of_its_sections(reader: Client, edition: str) -> None:
    sections = {section.anchor for section in contents.sections(edition).values()}
    found = []
    for slug in contents.chapters(edition):
        section = ""
        for anchor in IDS.findall(page(reader, f"/handbook/{edition}/{slug}/")):
            id = anchor if anchor in register() else anchor.partition("-in-")[0]
            if id in register():
                found.append((id, section))
            elif anchor in sections:
                section = anchor
    stands = [
        (statement.id, f"s{contents.slug_of(section)}")
        for statement in register().values()
        for section in statement.sections(edition)
        if section
    ]
    assert len(stands) > 375
    assert sorted(found) == sorted(stands)


def test_no_page_speaks_as_machines_do(reader: Client) -> None:
    shown = words("".join(page(reader, address) for address in addresses_of_chapters()))
    assert re.findall(r"\bPT?\d+[DH]\b|\bNone\b|\b[A-Z]+_[A-Z]+\b|\{\w+\}", shown) == []


def test_every_link_within_the_handbook_leads_to_a_page_and_to_a_place_on_it(reader: Client) -> None:
    start = ["/handbook/", "/handbook/2016/", "/handbook/glossary/", "/handbook/law/", "/handbook/readings/"]
    lists = [
        *(f"/handbook/{edition}/roles/{role}/" for edition in EDITIONS for role in contents.roles(edition)),
        *(address for _, address in situation_pages()),
        "/handbook/2019/search/?q=interview",
    ]
    pages = {address: page(reader, address) for address in (*start, *lists, *addresses_of_chapters())}
    links = {link for html in pages.values() for link in LINKS.findall(html)}
    assert len(links) > 400
    for link in sorted(links):
        address, _, anchor = link.partition("#")
        if not anchor:
            assert address in pages or reader.get(address).status_code == 200, link
        else:
            assert f'id="{anchor}"' in pages[address], link


def situation_pages() -> list[tuple[tables.Situation, str]]:
    return [
        (situation, f"/handbook/{edition}/situations/{situation.slug}/")
        for edition in EDITIONS
        for situation in tables.situations()
        if contents.in_situation(situation, edition)
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_duty_speaks_of_a_situation_and_every_situation_is_one_of_some_edition(edition: str) -> None:
    assert [duty.id for duty in EDITIONS[edition].duties if not entry_of(duty.id, edition).situations] == []
    assert {situation.slug for situation, _ in situation_pages()} == {one.slug for one in tables.situations()}


def entry_of(id: str, edition: str) -> contents.Entry:
    return next(entry for entry in contents.entries(edition) if entry.id == id)


def test_a_situation_names_only_sections_and_ids_that_there_are() -> None:
    for situation in tables.situations():
        for edition in EDITIONS:
            assert set(situation.sections[edition]) <= set(tables.titles()[edition]), situation.slug
        for wanted in situation.ids:
            only_this = situation._replace(ids=(wanted,), sections=dict.fromkeys(EDITIONS, ()))
            assert any(only_this.takes(id, (), "2019") for id in register()), (situation.slug, wanted)


def test_who_looks_up_a_high_risk_child_finds_what_the_police_owe_at_once(reader: Client) -> None:
    shown = words(page(reader, "/handbook/2019/situations/high-risk/"))
    assert "Tell CEOP" in shown
    assert "Must be done" in shown
    assert "Tell the Independent Reviewing Officer" not in shown


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_a_role_owes_stands_once_on_its_page(reader: Client, edition: str) -> None:
    for role in contents.roles(edition):
        html = page(reader, f"/handbook/{edition}/roles/{role}/")
        owed = [
            duty.id for duty in EDITIONS[edition].duties if role in in_words.owners(duty) + in_words.answerable(duty)
        ]
        main = html[html.index("<main") :]
        assert sorted(re.findall(r'/#([\w-]+)"', main)) == sorted(owed)


def test_the_start_names_what_the_reader_acts_for(reader: Client) -> None:
    html = page(reader, "/handbook/")
    ours, _, every_role = html[html.index("As Social worker you act for:") :].partition("Every role")
    assert "The child&#x27;s social worker" in ours
    assert "The investigating officer" in every_role
    assert "The investigating officer" not in ours
    assert "2019 edition, in force" in words(html)


@pytest.mark.django_db
def test_the_page_of_a_duty_in_an_episode_leads_to_where_the_duty_stands_in_its_edition() -> None:
    officer = a_post(a_partnership()["Control room"], "police-officer")
    child = a_child()
    episode = open_episode(
        child=child,
        kind="missing",
        facts=child.facts,
        about={"last_seen": NIGHT.isoformat(), "with_family": False, "education_only": False},
        happenings=[Happening("reported", NIGHT, {"by": "parent"})],
        key=uuid.uuid4(),
        now=NIGHT,
        by=officer,
    )
    duty = episode.duties.get(protocol_id="police-decide-recorded-category")
    shown = signed_in(officer).get(f"/episodes/{episode.pk}/duties/{duty.pk}/").content.decode()
    assert 'href="/handbook/2019/duties/police-decide-recorded-category/">In the handbook</a>' in shown


def test_the_id_of_a_duty_leads_to_its_place_on_the_page_of_its_section(reader: Client) -> None:
    assert reader.get("/handbook/2019/duties/return-interview/").url == "/handbook/2019/6/#return-interview"
    assert reader.get("/handbook/2016/duties/no-child-low-risk/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/handbook/2017/",
        "/handbook/2019/9/",
        "/handbook/2019/roles/baker/",
        "/handbook/2019/situations/checks/",
        "/handbook/2019/situations/unheard-of/",
        "/handbook/2017/handbook.pdf",
        "/handbook/compare/2016/2017/",
    ],
)
def test_what_there_is_not_is_not_found(reader: Client, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_the_law_that_changed_is_marked_beside_the_statement_that_names_it(reader: Client) -> None:
    pages = {address: page(reader, address) for address in addresses_of_chapters()}
    changed = [reference for reference in tables.references() if not reference.is_current]
    assert len(changed) > 10
    for reference in changed:
        for entry in contents.places(reference.ids):
            shown = words(part(pages[f"/handbook/{entry.edition}/{entry.chapter}/"], entry.anchor))
            assert f"{reference.status} {reference.printed}. {reference.now}" in shown
            assert entry.duty or reference.status in shown[: shown.index(entry.statement.requirement[:20])]


def test_nothing_that_was_repealed_or_replaced_stands_under_what_is_in_force(reader: Client) -> None:
    _, _, in_force = page(reader, "/handbook/law/").partition("In force</caption>")
    for reference in tables.references():
        assert (f'id="{reference.anchor}"' in in_force) == reference.is_current


def test_what_a_partnership_settled_otherwise_is_said_before_the_readings(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "has settled some otherwise" not in page(reader, "/handbook/readings/")
    monkeypatch.setitem(EDITIONS, "2016", EDITIONS["2016"].read_as(Settings(night_begins=dt.time(22, 30))))
    assert "2016 edition, A08: In 2016 the night begins, for a child who is away: 22:30" in words(
        page(reader, "/handbook/readings/")
    )


def test_two_editions_stand_side_by_side(reader: Client) -> None:
    shown = words(page(reader, "/handbook/compare/2016/2019/"))
    assert "Absent, medium, high" in shown or "absent, medium, high" in shown
    assert "no apparent risk, medium, high" in shown
    assert EDITIONS["2019"].by_id["strategy-meeting-three-in-30"].name in shown


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_whoever_has_a_post_may_read_it(role: str) -> None:
    page(signed_in(a_post(a_partnership()["Alder House"], role)), "/handbook/")


def test_it_knows_no_child(reader: Client) -> None:
    child = a_child(a_partnership()["Alder House"])
    assert "read-handbook" in SHOW_NO_CHILD
    assert "Nothing holds" in page(reader, f"/handbook/2019/search/?q={child.given_name}")
    assert child.given_name not in page(reader, "/handbook/") + page(reader, "/handbook/2019/6/")


@pytest.mark.django_db
def test_nobody_reads_it_who_is_not_signed_in(client: Client) -> None:
    assert client.get("/handbook/2019/6/").url.startswith("/accounts/login/")
