"""The pages of the handbook, made from the rules. They show no child, so they log nobody."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from safereturn.access.permission import permission
from safereturn.protocol import compare as comparing
from safereturn.protocol.editions import EDITIONS, in_force
from safereturn.protocol.notation import Edition

from . import contents, in_words, tables
from .explained import Explained
from .pdf import as_pdf
from .search import MOST
from .search import search as found_by
from .settled import settled_otherwise


@permission("read-handbook")
def start(request: HttpRequest, edition: str | None = None) -> HttpResponse:
    """The ways in: search, sections, roles, situations; of the edition in force, where none is named."""
    one = _edition(edition) if edition else in_force(request.now)
    if one is None:
        raise Http404("No edition is in force yet.")
    return _page(
        request,
        "start",
        one,
        current=in_force(request.now),
        others=[other for other in EDITIONS.values() if other is not one],
        chapters=contents.chapters(one.name).values(),
        ours=_roles([role for role in contents.roles(one.name) if role in request.post.kind.fills]),
        roles=_roles(contents.roles(one.name)),
        situations=[found for found in tables.situations() if contents.in_situation(found, one.name)],
    )


@permission("read-handbook")
def chapter(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """A section with those under it: every statement, and the rules that carry it."""
    one = _edition(edition)
    chapters = list(contents.chapters(one.name).values())
    place = next((place for place, chapter in enumerate(chapters) if chapter.slug == slug), None)
    if place is None:
        raise Http404("There is no such section.")
    return _page(
        request,
        "chapter",
        one,
        chapter=chapters[place],
        before=chapters[place - 1] if place else None,
        after=chapters[place + 1] if place + 1 < len(chapters) else None,
    )


@permission("read-handbook")
def duty(request: HttpRequest, edition: str, id: str) -> HttpResponse:
    """Lead from the id of a duty to where it stands."""
    one = _edition(edition)
    entry = next((entry for entry in contents.entries(one.name) if entry.id == id), None)
    if entry is None:
        raise Http404("This edition has no such duty.")
    return redirect(f"{reverse('handbook:chapter', args=[one.name, entry.chapter])}#{entry.anchor}")


@permission("read-handbook")
def role(request: HttpRequest, edition: str, role: str) -> HttpResponse:
    """What a role owes or answers for, by strength and situation."""
    one = _edition(edition)
    owed = contents.owed_by(role, one.name)
    if not owed:
        raise Http404("This role owes nothing by this edition.")
    return _page(
        request, "role", one, role=role, title=in_words.role_name(role), number=len(owed), owed=contents.grouped(owed)
    )


@permission("read-handbook")
def situation(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """What is owed to a child in a situation, and what else the edition says of it."""
    one = _edition(edition)
    asked = next((found for found in tables.situations() if found.slug == slug), None)
    entries = contents.in_situation(asked, one.name) if asked else ()
    if not entries:
        raise Http404("This edition speaks of no such situation.")
    return _page(
        request,
        "situation",
        one,
        situation=asked,
        owed=contents.by_strength(entries),
        also=[entry for entry in entries if not entry.duty],
    )


@permission("read-handbook")
def search(request: HttpRequest, edition: str) -> HttpResponse:
    """What the words that were asked for stand in."""
    one = _edition(edition)
    asked = request.GET.get("q", "").strip()[:100]
    hits = found_by(asked, one.name)
    return _page(request, "search", one, asked=asked, number=len(hits), hits=hits[:MOST], most=MOST)


@permission("read-handbook")
def pdf(request: HttpRequest, edition: str) -> HttpResponse:
    """The whole handbook of an edition on paper."""
    one = _edition(edition)
    name = f"safe-return-handbook-{one.name}.pdf"
    return HttpResponse(
        as_pdf(one.name), content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


@permission("read-handbook")
def glossary(request: HttpRequest) -> HttpResponse:
    """What the words mean."""
    return _page(request, "glossary", terms=[(term, _places(term)) for term in tables.terms()])


@permission("read-handbook")
def law(request: HttpRequest) -> HttpResponse:
    """The law that the editions name, and how it stands now."""
    references = [(reference, contents.sections_of(reference.ids)) for reference in tables.references()]
    return _page(
        request,
        "law",
        current=[(reference, places) for reference, places in references if reference.is_current],
        past=[(reference, places) for reference, places in references if not reference.is_current],
    )


@permission("read-handbook")
def all_readings(request: HttpRequest) -> HttpResponse:
    """How words are read that can be read in two ways."""
    readings = [(reading, contents.sections_of(reading.ids)) for reading in tables.readings().values()]
    return _page(request, "readings", readings=readings, settled=settled_otherwise())


@permission("read-handbook")
def compare(request: HttpRequest, before: str, after: str) -> HttpResponse:
    """What differs between two editions."""
    found = comparing.compare(_edition(before), _edition(after))
    number_same = len(found.duties.same) + len(found.duties.reworded)
    return _page(request, "compare", comparison=found, number_same=number_same)


def _page(request: HttpRequest, name: str, edition: Edition | None = None, **context: Any) -> HttpResponse:
    return render(request, f"handbook/{name}.html", {"edition": edition, "explained": Explained(), **context})


def _edition(name: str) -> Edition:
    """The edition of that name. Raises `Http404`."""
    if name not in EDITIONS:
        raise Http404("There is no such edition.")
    return EDITIONS[name]


def _roles(roles: Any) -> list[tuple[str, str]]:
    return [(role, in_words.role_name(role)) for role in roles]


def _places(term: tables.Term) -> list[tuple[str, contents.Section]]:
    return [(edition, contents.sections(edition)[number]) for edition in EDITIONS for number in term.sections(edition)]
