"""The file of all that is held of a child, for the child: drafted from the tables, and masked until it is read."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import Model

from safereturn.access.field_classes import ALLEGATION, DESCRIBED, NOT_ABOUT_A_CHILD
from safereturn.access.models import Restriction
from safereturn.access.wall import past_the_wall
from safereturn.agencies.models import Person, Post, Team
from safereturn.agencies.roles import ROLES
from safereturn.audit.sealing import canonical
from safereturn.children.queries import record_ids
from safereturn.episodes.field_classes import FACTS, WORDS, class_of_happening
from safereturn.episodes.wording import TITLES, fact_in_words
from safereturn.web.wording import day, moment

from .field_classes import BY_ITS_KIND, FIELDS
from .held import POST_NUMBERS, SECTIONS, STAFF_NUMBERS, STAFF_WORDS, Section, class_of_duty, why_masked
from .models import SubjectEdit, SubjectRequest

_UNCLASSED = "Nobody has classed it yet"
_A_FILE = "The file itself, which was handed out then"
_CALLED = {"id": "Number in this service", "said_by": "Recorded by", "because": "Why", "at": "When"}
_KINDS_OF_POST = {role.name for role in ROLES.values()}


class Item(NamedTuple):
    """One thing that is held: whose field, of which class, what it says, and why it is masked, if it is.

    `key` names it within the request. `instead` is shown where it is masked: a role in place of a name.
    """

    key: str
    field: str
    name: str
    field_class: str
    value: str
    masked: str = ""
    instead: str = ""
    decided_by: str = ""  # whoever masked or showed it, where somebody did


class Entry(NamedTuple):
    """One row of a section."""

    title: str
    items: list[Item]


class Part(NamedTuple):
    """A section with its rows."""

    title: str
    entries: list[Entry]


class _Told(NamedTuple):
    """A thing that a row tells, before anybody asks whether it is masked."""

    path: str
    field: str
    name: str
    field_class: str
    value: Any


@past_the_wall()  # whoever answers for the record is tied to none of its episodes
def draft(request: SubjectRequest) -> list[Part]:
    """All that is held of the child of a request, section by section, each thing masked or shown as it stands now.

    The same for whoever asks: what somebody may not see themselves the page leaves out.
    """
    records = record_ids(request.child_id)
    edits = {edit.item: edit for edit in SubjectEdit.objects.filter(request=request).order_by("pk")}
    hidden = Restriction.objects.filter(
        child_id__in=records, kind=Restriction.Kind.LOCATION_HIDDEN, lifted_at=None
    ).exists()
    by_the_child = request.asked_by == SubjectRequest.AskedBy.CHILD
    names = _Names()
    parts = []
    for section in SECTIONS:
        rows = list(section.rows(records, request.recorded_at))
        entries = [
            Entry(
                f"{section.one} {number}",
                [_item(section, row, told, edits, names, by_the_child, hidden) for told in _told(section.label, row)],
            )
            for number, row in enumerate(rows, start=1)
        ]
        parts.append(Part(section.title, entries))
    return parts


def item_of(parts: Iterable[Part], key: str) -> Item | None:
    """The item of a draft with this key; None where there is none."""
    return next((item for item in _items(parts) if item.key == key), None)


def as_content(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """What is handed out, as JSON holds it: no word of what is masked, and each masking with its reason."""

    def rows(part: Part) -> list[dict[str, Any]]:
        return [{"title": entry.title, "items": [_as_told(item) for item in entry.items]} for entry in part.entries]

    return [{"title": part.title, "entries": rows(part)} for part in parts if part.entries]


def digest_of(content: list[dict[str, Any]]) -> str:
    """What stands for a content: the same only where nothing in it has changed."""
    return hashlib.sha256(canonical({"file": content})).hexdigest()


def counted(parts: Iterable[Part]) -> tuple[int, int]:
    """How many things a draft holds, and how many of them are masked."""
    items = list(_items(parts))
    return len(items), sum(bool(item.masked) for item in items)


def _items(parts: Iterable[Part]) -> Iterator[Item]:
    return (item for part in parts for entry in part.entries for item in entry.items)


def _as_told(item: Item) -> dict[str, str]:
    if item.masked:
        return {"name": item.name, "masked": item.masked} | ({"instead": item.instead} if item.instead else {})
    return {"name": item.name, "value": item.value}


def _item(
    section: Section,
    row: Model,
    told: _Told,
    edits: Mapping[str, SubjectEdit],
    names: "_Names",
    by_the_child: bool,
    hidden: bool,
) -> Item:
    key = f"{section.label}:{row.pk}:{told.path}"
    value, instead = names.told(told.field.rpartition(".")[2], told.value)
    why = why_masked(told.field, told.field_class, by_the_child=by_the_child, places_hidden=hidden)
    if told.field_class not in DESCRIBED:
        why = _UNCLASSED
    edit = edits.get(key)
    if edit is not None:
        why = edit.because if edit.is_masked else ""
    decided_by = "" if edit is None else f"{edit.said_by}: {edit.because}"
    return Item(key, told.field, told.name, told.field_class, value, why, instead, decided_by)


def _told(label: str, row: Any) -> Iterator[_Told]:
    """What a row tells, field by field; where it is classed by what it is, thing by thing."""
    for field in row._meta.concrete_fields:
        field_class, value = FIELDS[label][field.name], getattr(row, field.attname)
        if field_class == NOT_ABOUT_A_CHILD or value in (None, "", [], {}):
            continue
        of, name = f"{label}.{field.name}", _CALLED.get(field.name, str(field.verbose_name).capitalize())
        if field.choices:
            value = row._get_FIELD_display(field)
        if field_class != BY_ITS_KIND:
            yield _Told(field.name, of, name, field_class, _as_text(field, row, value))
        elif label == "children.Child":
            for fact, said in value.items():
                called = fact_in_words(f"child.{fact}", None).partition(":")[0]
                yield _Told(f"facts.{fact}", of, called, FACTS.get(f"child.{fact}", ""), said)
        elif label == "episodes.Event":
            yield from _of_an_event(row, field.name, of, name, value)
        elif label == "keeping.SubjectFile":
            yield _Told(field.name, of, name, "access", _A_FILE)
        else:
            duty = row if label == "duties.Duty" else row.duty
            tells = duty.trigger and duty.trigger.get("type") in ("harm-found", "came-about")
            whole = ALLEGATION if tells and field.name == "trigger" else class_of_duty(duty.protocol_id)
            yield _Told(field.name, of, name, whole, _as_text(field, row, value))


def _of_an_event(row: Any, field: str, of: str, name: str, value: Any) -> Iterator[_Told]:
    happening = class_of_happening(row.type, row.content) or ""
    if field == "type":
        yield _Told(field, of, "What happened", happening, TITLES.get(value, value))
    elif field == "content":
        for path, said in _leaves(value):
            field_class = WORDS.get(row.type, {}).get(path) or _of_a_leaf_within(row.type, path)
            shown = happening if happening == ALLEGATION else field_class
            yield _Told(f"content.{path}", of, path.rpartition(".")[2].replace("_", " ").capitalize(), shown, said)
    else:
        yield _Told(field, of, name, happening, value)


def _leaves(content: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, Any]]:
    """Every thing that a content says, by its name; a name within a name after a dot."""
    for name, value in content.items():
        path = f"{within}{name}"
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, f"{path}.")
        elif value not in (None, "", [], {}):
            yield path, value


def _of_a_leaf_within(type: str, path: str) -> str:
    """The class of a thing within something that is classed as a whole, or of a fact told with the opening."""
    if type == "opened" and path in FACTS:
        return FACTS[path]
    parts = path.split(".")
    classes = (WORDS.get(type, {}).get(".".join(parts[:many])) for many in range(len(parts) - 1, 0, -1))
    return next((one for one in classes if one), "")


def _as_text(field: Any, row: Any, value: Any) -> Any:
    """A value of a field as it is told: a team by its name, all else by itself."""
    if field.related_model is Team:
        return getattr(row, field.name).name
    return value


class _Names:
    """Whom numbers and words mean; each is read once."""

    def __init__(self) -> None:
        self._people: dict[int, str] = {}
        self._posts: dict[int, str] = {}
        self._teams = dict(Team.objects.values_list("pk", "name"))

    def told(self, field: str, value: Any) -> tuple[str, str]:
        """How a value reads, and what may be shown of it where it is masked."""
        if field in STAFF_WORDS:
            name, _, rest = str(value).partition(", ")
            return str(value), rest if rest.partition(", ")[0] in _KINDS_OF_POST and name else ""
        if field in STAFF_NUMBERS:
            return self._person(value), ""
        if field in POST_NUMBERS:
            return self._post(value), ""
        if field == "team_id":
            return self._teams.get(value, str(value)), ""
        return _words(value), ""

    def _person(self, pk: int) -> str:
        if pk not in self._people:
            found = Person.objects.filter(pk=pk).values_list("full_name", flat=True).first()
            self._people[pk] = found or f"Person {pk}"
        return self._people[pk]

    def _post(self, pk: int) -> str:
        """The kind of post and the team, without the name of who holds it."""
        if pk not in self._posts:
            post = Post.objects.filter(pk=pk).select_related("team__agency").first()
            self._posts[pk] = f"{post.kind.name}, {post.team.name}, {post.team.agency.name}" if post else f"Post {pk}"
        return self._posts[pk]


def _words(value: Any) -> str:
    match value:
        case None | []:
            return "none"
        case bool():
            return "Yes" if value else "No"
        case dt.datetime():
            return moment(value)
        case dt.date():
            return day(value)
        case list() | tuple():
            return ", ".join(_words(one) for one in value)
        case dict():
            return "; ".join(f"{name.replace('_', ' ')}: {_words(one)}" for name, one in value.items())
    return str(value)
