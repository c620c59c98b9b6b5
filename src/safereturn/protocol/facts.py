"""What a rule may know about a child and an episode.

A fact that nobody recorded is not "no". Reading it raises `Unrecorded`, and the findings turn that into a question
while the clock stays in view.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple, Self

from . import vocabulary as v
from .periods import Period, in_london
from .settings import Settings


class Unrecorded(Exception):
    """A rule read a fact that nobody has recorded. `name` is its name in `Facts`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Earlier(NamedTuple):
    """An earlier police-reported episode of the same child."""

    reported: dt.datetime
    returned: dt.datetime | None
    category: str | None


# name in Facts -> (name in scenario files, the question put to a person)
QUESTIONS: dict[str, tuple[str, str]] = {
    "unborn": ("child.born", "When was the child born, or is the baby still to be born?"),
    "area": ("child.area", "Where does the child live or stay: Derby, Derbyshire, or elsewhere?"),
    "looked_after_by": ("child.looked_after_by", "Is the child looked after, and by which council?"),
    "placement": ("child.placement", "What kind of placement is the child in?"),
    "registered_home": ("child.registered_home", "Is the placement a registered children's home?"),
    "open_to": ("child.open_to", "Is the child open to social care, a MAT or the Youth Offending Service?"),
    "child_protection_plan": ("child.child_protection_plan", "Is the child on a child protection plan?"),
    "significant_harm_concern": (
        "child.significant_harm_concern",
        "Is the child believed to be at risk of significant harm?",
    ),
    "trafficking_concern": ("child.trafficking_concern", "Is there a concern that the child may be trafficked?"),
    "exploitation_concern": ("child.exploitation_concern", "Is there a concern that the child is exploited?"),
    "fgm_or_forced_marriage_concern": (
        "child.fgm_or_forced_marriage_concern",
        "Is there a concern about female genital mutilation or forced marriage?",
    ),
    "missing_plan": ("child.missing_plan", "Does the child have a missing plan?"),
    "plan_notify_after": (
        "child.plan_notify_after",
        "After how many hours does the child's own plan say that the social worker is told?",
    ),
    "one_to_one_care": ("child.one_to_one_care", "Is the child assessed as needing one-to-one care?"),
    "mobile_known": ("child.mobile_known", "Is a mobile number known for the child?"),
    "disabled": ("child.disabled", "Is the child disabled?"),
    "with_family": ("episode.with_family", "Is the child missing together with the family?"),
    "education_only": ("episode.education_only", "Is not attending school the only concern?"),
    "last_seen": ("episode.last_seen", "When was the child last reliably seen, or when did they leave?"),
    "earlier": ("earlier", "Has the child been reported missing before, and when?"),
    "highest_category": ("category", "How do the police record and grade the child?"),
}


class Recorded:
    """A set of recorded facts. Immutable: `changed` gives a new one. Reading a gap raises `Unrecorded`."""

    def __init__(self, **recorded: Any) -> None:
        self.__dict__.update(recorded)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("facts do not change in place; use changed()")

    def __getattr__(self, name: str) -> Any:
        # Reached only where nothing was recorded under that name.
        if name.startswith("_"):
            raise AttributeError(name)
        raise Unrecorded(name)

    def recorded(self) -> dict[str, Any]:
        """The recorded facts by name."""
        return dict(self.__dict__)

    def changed(self, **values: Any) -> Self:
        """The same facts with some of them changed or added; these very ones where nothing is new."""
        if values.items() <= self.__dict__.items():
            return self
        return type(self)(**{**self.__dict__, **values})


class Facts(Recorded):
    """The facts of one child and episode at one moment."""

    __slots__ = ("_supposed",)  # beside the facts, as it is none

    unborn: bool
    area: str | None
    looked_after_by: str | None
    placement: str | None
    registered_home: bool | None
    open_to: tuple[str, ...] | None
    child_protection_plan: bool | None
    significant_harm_concern: bool | None
    trafficking_concern: bool | None
    exploitation_concern: bool | None
    fgm_or_forced_marriage_concern: bool | None
    missing_plan: bool | None
    plan_notify_after: float | None
    one_to_one_care: bool | None
    mobile_known: bool | None
    disabled: bool | None
    care_leaver: bool | None
    with_family: bool | None
    education_only: bool | None
    last_seen: dt.datetime | None
    earlier: Sequence[Earlier]
    highest_category: str
    born: dt.date | None
    categories: tuple[str, ...]  # of the edition, lowest first
    settings: Settings = Settings()  # of the edition
    reported_at: dt.datetime | None
    first_told_at: dt.datetime | None  # of the first event
    came_about: frozenset[str] = frozenset()  # keys of `came_about.CAN_COME_ABOUT`, so far

    def graded(self, category: str) -> Self:
        """The facts after the police record a category: the highest ever held counts (A04)."""
        highest = category
        if "highest_category" in self.__dict__:
            highest = max(category, self.highest_category, key=self.categories.index)
        return self.changed(highest_category=highest)

    def possible(self, name: str) -> tuple[Any, ...]:
        """The values an unrecorded fact could turn out to have, as far as any rule tells them apart.

        One value alone means that the fact moves a clock and nothing else: the rule goes on as if nobody knew.
        """
        if name == "highest_category":
            return self.categories
        if name == "earlier":
            report = self.reported_at
            return ((), (Earlier(report, None, None),) * 3) if report else ((),)
        return _POSSIBLE.get(name, (False, True))

    def supposed(self, name: str) -> tuple[Self, ...]:
        """The facts as each value that an unrecorded one could turn out to have would make them, for all who ask."""
        try:
            supposed: dict[str, tuple[Self, ...]] = self._supposed
        except AttributeError:
            supposed = {}
            object.__setattr__(self, "_supposed", supposed)
        if name not in supposed:
            supposed[name] = tuple(self.changed(**{name: value}) for value in self.possible(name))
        return supposed[name]

    # What the clauses ask, in their own words.

    @property
    def in_care(self) -> bool:
        """Looked after by any local authority."""
        return self.looked_after_by is not None

    @property
    def own_child_in_care(self) -> bool:
        """Looked after by Derby or Derbyshire."""
        return self.looked_after_by in (v.DERBY, v.DERBYSHIRE)

    @property
    def placed_by_another_authority(self) -> bool:
        """Looked after by another authority than the one in whose area the child is."""
        return self.in_care and self.looked_after_by != self.area

    @property
    def placed_from_outside(self) -> bool:
        """Looked after by neither of the two councils, and placed in the area of one of them."""
        return self.looked_after_by == v.OTHER and self.area in (v.DERBY, v.DERBYSHIRE)

    @property
    def known_to_services(self) -> bool:
        """In care, or with an open case (a child in care counts as known)."""
        return self.in_care or bool(self.open_to)

    @property
    def known_to_yos(self) -> bool:
        """With an open case at the Youth Offending Service."""
        return v.YOS in (self.open_to or ())

    @property
    def council(self) -> str | None:
        """The one of the two councils that looks after the child, else the area where the child lives (A23)."""
        return self.looked_after_by if self.own_child_in_care else self.area

    @property
    def under_child_protection(self) -> bool:
        """On a child protection plan, or believed to be at risk of significant harm."""
        return bool(self.child_protection_plan or self.significant_harm_concern)

    @property
    def aged_16_or_17(self) -> bool:
        """Between the birthdays when the episode began: at the report, else when last seen, else at the first event."""
        if self.unborn:
            return False
        born: dt.date | None = self.recorded().get("born")
        began = self.reported_at or self.recorded().get("last_seen") or self.first_told_at
        if born is None or began is None:
            return True  # nobody can tell
        day = in_london(began).date()
        years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return 16 <= years < 18

    @property
    def school_days_of_absence(self) -> int | None:
        """After how many school days of absence the schools of the child's area act, where its council settled it."""
        settled = {v.DERBY: self.settings.school_days_derby, v.DERBYSHIRE: self.settings.school_days_derbyshire}
        return settled.get(self.area or "")

    @property
    def vulnerable(self) -> bool:
        """Under child protection, perhaps exploited or trafficked, or disabled (3.1)."""
        exploited = self.exploitation_concern or self.trafficking_concern
        return bool(self.under_child_protection or exploited or self.disabled)

    @property
    def missing_with_family(self) -> bool:
        """Missing together with the family, or an unborn baby with the mother."""
        return bool(self.unborn or self.with_family)

    @property
    def earlier_reports(self) -> int:
        """How often the child was reported before, as far back as the partnership looks (A10)."""
        days, report = self.settings.repeats_look_back, self.reported_at
        if days is None or report is None:
            return len(self.earlier)
        return sum(earlier.reported >= report - dt.timedelta(days=days) for earlier in self.earlier)

    def reports_within(self, window: Period) -> int:
        """Police reports of this child in the window that ends with this report, itself included (A10)."""
        report = self.reported_at
        if report is None:
            return 0
        return 1 + sum(1 for earlier in self.earlier if window.after(earlier.reported) >= report)


class FactsReadAloud(Facts):
    """Facts that note which of them are read, for explanations."""

    def __init__(self, **recorded: Any) -> None:
        super().__init__(**{**recorded, "_read": {}})

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if name in QUESTIONS:
            self._read[name] = value
        return value

    @property
    def read(self) -> dict[str, Any]:
        """The facts read so far, by name."""
        return dict(self._read)


_POSSIBLE: dict[str, tuple[Any, ...]] = {
    "area": v.AREAS,
    "looked_after_by": (None, *v.COUNCILS),
    "placement": (None, *v.PLACEMENTS),
    "open_to": ((), (v.SOCIAL_CARE,), (v.YOS,)),
    "plan_notify_after": (None,),
    "last_seen": (None,),
}
