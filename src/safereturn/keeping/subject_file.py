"""The file of all that is held of a child, for the child: drafted from the tables, and masked until it is read."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Model

from safereturn.access.field_classes import ALLEGATION, DESCRIBED, NOT_ABOUT_A_CHILD
from safereturn.access.models import Restriction
from safereturn.access.wall import past_the_wall
from safereturn.agencies.models import Agency, Person, Post, Team
from safereturn.agencies.roles import ROLES
from safereturn.audit.sealing import canonical
from safereturn.children.queries import record_ids
from safereturn.episodes.field_classes import FACTS, WORDS, class_of_happening
from safereturn.episodes.models import Episode
from safereturn.web.wording import day

from .field_classes import BY_ITS_KIND, FIELDS
from .held import POST_NUMBERS, SECTIONS, STAFF_NUMBERS, STAFF_WORDS, Section, class_of_duty, why_masked
from .labels import label_of, label_of_said, why_left_out
from .models import SubjectEdit, SubjectRequest
from .plain_words import fact_value, field_in_words, in_words, said_in_words

_UNCLASSED = "Nobody has classed it yet"
_A_FILE = "The file itself, which was handed out then"
_KINDS_OF_POST = {role.name for role in ROLES.values()}
# Rows that others lead to: as what, and by which of their moments one knows them.
_LED_TO = {
    "access.BreakGlass": ("The emergency of", "asked_at"),
    "audit.View": ("The view of", "at"),
    "finding.Asking": ("The question of", "asked_at"),
    "finding.HandedOver": ("What was told at", "handed_at"),
    "finding.Pair": ("The records that were taken to be alike at", "proposed_at"),
    "keeping.Disposal": ("What was noticed at", "proposed_at"),
    "keeping.SubjectRequest": ("The request received on", "received_on"),
    "privacy.Alert": ("What was noticed at", "found_at"),
    "privacy.Sampled": ("The choice of", "chosen_at"),
}


class Item(NamedTuple):
    """One thing that is held: whose field, of which class, what it says, and why it is masked, if it is.

    `key` names it within the request: its table, its row and what of the row it is. `instead` is shown where it is
    masked: a role in place of a name.
    """

    key: str
    field: str
    name: str
    field_class: str
    value: str
    masked: str = ""
    instead: str = ""
    decided_by: str = ""  # whoever masked or showed it, where somebody did

    @property
    def kind(self) -> str:
        """What it has in common with the same thing of other rows, as a key without a row."""
        label, _, path = self.key.split(":", 2)
        return f"{label}::{path}"


class Entry(NamedTuple):
    """One row of a section. `key` names it within the request."""

    key: str
    title: str
    items: list[Item]

    @property
    def has_masked(self) -> bool:
        """Whether anything of it is masked."""
        return any(item.masked for item in self.items)

    @property
    def has_shown(self) -> bool:
        """Whether anything of it is shown."""
        return any(not item.masked for item in self.items)


class Part(NamedTuple):
    """A section with its rows; where they are told by episode, those of one."""

    key: str
    title: str
    entries: list[Entry]

    @property
    def section(self) -> str:
        """The key of the whole section."""
        return self.key.partition("/")[0]

    @property
    def items(self) -> list[Item]:
        """All its things."""
        return [item for entry in self.entries for item in entry.items]


class _Told(NamedTuple):
    """A thing that a row tells, before anybody asks whether it is masked."""

    path: str
    field: str
    name: str
    field_class: str
    value: str


@past_the_wall()  # whoever answers for the record is tied to none of its episodes
def draft(request: SubjectRequest, only: str = "") -> list[Part]:
    """All that is held of the child of a request, section by section, each thing masked or shown as it stands now.

    With `only`, the one section of that key. The same for whoever asks: what somebody may not see themselves the page
    leaves out.
    """
    records = record_ids(request.child_id)
    edits = {edit.item: edit for edit in SubjectEdit.objects.filter(request=request).order_by("pk")}
    hidden = Restriction.objects.filter(
        child_id__in=records, kind=Restriction.Kind.LOCATION_HIDDEN, lifted_at=None
    ).exists()
    drafting = _Drafting(edits, request.asked_by == SubjectRequest.AskedBy.CHILD, hidden, _Names(records))
    return [
        part
        for section in SECTIONS
        if only in ("", section.label)
        for part in drafting.parts(section, list(section.rows(records, request.recorded_at)))
    ]


def chosen(parts: Iterable[Part], key: str) -> list[Item]:
    """The things that a key names: one, those of a row ("…:12"), those of a kind ("…::said_by"), or of a section."""
    label, row, path = [*key.split(":", 2), "", ""][:3]
    return [
        item
        for part in parts
        if part.section == label
        for item in part.items
        for of, its_row, its_path in [item.key.split(":", 2)]
        if of == label and row in ("", its_row) and path in ("", its_path)
    ]


def title_of(section: str) -> str:
    """What a section is called, by its key."""
    return next((one.title for one in SECTIONS if one.label == section), "")


def as_content(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """What is handed out, as JSON holds it: no word of what is masked, and each masking with its reason."""

    def rows(part: Part) -> list[dict[str, Any]]:
        return [{"title": entry.title, "items": [_as_told(item) for item in entry.items]} for entry in part.entries]

    return [{"title": part.title, "entries": rows(part)} for part in parts if part.entries]


def digest_of(content: list[dict[str, Any]]) -> str:
    """What stands for a content: the same only where nothing in it has changed."""
    return hashlib.sha256(canonical({"file": content})).hexdigest()


def counted(items: Collection[Item]) -> tuple[int, int]:
    """How many things there are, and how many of them are masked."""
    return len(items), sum(bool(item.masked) for item in items)


def _as_told(item: Item) -> dict[str, str]:
    told = {"field": item.kind.replace("::", "."), "name": item.name}
    if item.masked:
        return told | {"masked": item.masked} | ({"instead": item.instead} if item.instead else {})
    return told | {"value": item.value}


class _Drafting(NamedTuple):
    """What decides how the rows of a child are told."""

    edits: Mapping[str, SubjectEdit]
    by_the_child: bool
    places_hidden: bool
    names: "_Names"

    def parts(self, section: Section, rows: list[Model]) -> list[Part]:
        """The rows of a section, or those of each episode; one part without any where there is none."""
        if not section.episode or not rows:
            return [Part(section.label, section.title, self._entries(section, rows))]
        rows.sort(key=lambda row: getattr(row, section.episode))  # stable: within an episode, the first first
        return [
            Part(f"{section.label}/{pk}", f"{section.title}: {self.names.episode(pk)}", self._entries(section, some))
            for pk, some in groupby(rows, key=lambda row: getattr(row, section.episode))
        ]

    def _entries(self, section: Section, rows: Iterable[Model]) -> list[Entry]:
        return [
            Entry(
                f"{section.label}:{row.pk}",
                f"{section.one} {number:,}",
                [self._item(section, row, told) for told in _told(section.label, row, self.names)],
            )
            for number, row in enumerate(rows, start=1)
        ]

    def _item(self, section: Section, row: Model, told: _Told) -> Item:
        key = f"{section.label}:{row.pk}:{told.path}"
        why = why_masked(told.field, told.field_class, by_the_child=self.by_the_child, places_hidden=self.places_hidden)
        if told.field_class not in DESCRIBED:
            why = _UNCLASSED
        edit = self.edits.get(key)
        if edit is not None:
            why = edit.because if edit.is_masked else ""
        decided_by = "" if edit is None else f"{edit.said_by}: {edit.because}"
        instead = _role_of(told)
        return Item(key, told.field, told.name, told.field_class, told.value, why, instead, decided_by)


def _role_of(told: _Told) -> str:
    """What may be shown of whoever said something, where the name is masked: "name, kind of post, team"."""
    if told.field.rpartition(".")[2] not in STAFF_WORDS:
        return ""
    name, _, rest = told.value.partition(", ")
    return rest if name and rest.partition(", ")[0] in _KINDS_OF_POST else ""


def _told(label: str, row: Any, names: "_Names") -> Iterator[_Told]:
    """What a row tells, field by field; where it is classed by what it is, thing by thing."""
    for field in row._meta.concrete_fields:
        field_class, value = FIELDS[label][field.name], getattr(row, field.attname)
        of = f"{label}.{field.name}"
        if field_class == NOT_ABOUT_A_CHILD or value in (None, "", [], {}) or why_left_out(of):
            continue
        name = label_of(of) or str(field.verbose_name).capitalize()
        if field_class != BY_ITS_KIND:
            yield _Told(field.name, of, name, field_class, names.told(row, field, of, value))
        elif label == "children.Child":
            for fact, said in value.items():
                called, which = label_of_said(f"child.{fact}") or fact, FACTS.get(f"child.{fact}", "")
                yield _Told(f"facts.{fact}", of, called, which, fact_value(f"child.{fact}", said))
        elif label == "episodes.Event":
            yield from _of_an_event(row, field, of, name, value, names)
        elif label == "keeping.SubjectFile":
            yield _Told(field.name, of, name, "access", _A_FILE)
        else:
            duty = row if label == "duties.Duty" else row.duty
            tells = duty.trigger and duty.trigger.get("type") in ("harm-found", "came-about")
            whole = ALLEGATION if tells and field.name == "trigger" else class_of_duty(duty.protocol_id)
            yield _Told(field.name, of, name, whole, names.told(row, field, of, value))


def _of_an_event(row: Any, field: Any, of: str, name: str, value: Any, names: "_Names") -> Iterator[_Told]:
    happening = class_of_happening(row.type, row.content) or ""
    if field.name != "content":
        yield _Told(field.name, of, name, happening, names.told(row, field, of, value))
        return
    for path, said in _leaves(value):
        field_class = WORDS.get(row.type, {}).get(path) or _of_a_leaf_within(row.type, path)
        shown = happening if happening == ALLEGATION else field_class
        called = label_of_said(path) or path.rpartition(".")[2].replace("_", " ").capitalize()
        yield _Told(f"content.{path}", of, called, shown, said_in_words(path, said))


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


class _Names:
    """Whom and what numbers mean; each is read once."""

    def __init__(self, records: Collection[int]) -> None:
        self._people: dict[int, str] = {}
        self._posts: dict[int, str] = {}
        self._teams = dict(Team.objects.values_list("pk", "name"))
        self._agencies = dict(Agency.objects.values_list("pk", "name"))
        some = Episode.objects.filter(child__in=records).values_list("pk", "reference", "opened_at")
        self._episodes = {pk: f"{reference}, from {day(opened_at)}" for pk, reference, opened_at in some}

    def told(self, row: Any, field: Any, of: str, value: Any) -> str:
        """What a field of a row holds, in words."""
        led_to = field.related_model and field.related_model._meta.label
        if led_to == "duties.Duty":
            return field_in_words("duties.Duty.protocol_id", row.duty.protocol_id)
        if led_to in _LED_TO:
            words, at = _LED_TO[led_to]
            return f"{words} {in_words(getattr(getattr(row, field.name), at))}"
        if field.choices:
            return str(row._get_FIELD_display(field))
        if field.attname in STAFF_NUMBERS:
            return self._person(value)
        if field.attname in POST_NUMBERS:
            return self._post(value)
        if field.name == "team_ids":
            return ", ".join(self._teams.get(one, f"Team {one}") for one in value)
        if led_to == "agencies.Team" or field.attname == "team_id":
            return self._teams.get(value, f"Team {value}")
        if field.attname == "agency_id":
            return self._agencies.get(value, f"Agency {value}")
        if field.attname == "episode_id":
            return self.episode(value)
        return field_in_words(of, value)

    def episode(self, pk: int) -> str:
        """An episode by its reference and its first day."""
        return self._episodes.get(pk, f"Episode {pk}")

    def _person(self, pk: int) -> str:
        if pk not in self._people:
            found = Person.objects.filter(pk=pk).values_list("full_name", flat=True).first()
            self._people[pk] = found or "Somebody who is not known here"
        return self._people[pk]

    def _post(self, pk: int) -> str:
        """The kind of post and the team, without the name of who holds it."""
        if pk not in self._posts:
            post = Post.objects.filter(pk=pk).select_related("team__agency").first()
            named = post and f"{post.kind.name}, {post.team.name}, {post.team.agency.name}"
            self._posts[pk] = named or "A job that is not known here"
        return self._posts[pk]
