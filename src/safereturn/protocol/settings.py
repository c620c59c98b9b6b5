"""Readings that a partnership may settle otherwise without touching a rule: those that move a clock or a scope.

Each edition has a set of them, with the reading of `docs/readings` as what stands where nobody settled anything.
"""

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from typing import Any, Final

WHEREABOUTS_UNKNOWN: Final = "whereabouts-unknown"
LAST_SEEN: Final = "last-seen"
REPORT: Final = "report"


class BadSetting(ValueError):
    """A setting that there is not, or a value that it cannot have; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How an edition is read where its text leaves a choice. Raises `BadSetting` for a value that makes no sense."""

    night_begins: dt.time = dt.time(23)  # A08 (2016): the clock of an away child runs out then, if six hours do not
    meeting_counts_from: str = WHEREABOUTS_UNKNOWN  # A06: or the report
    conference_counts_from: str = LAST_SEEN  # A09: or the report
    repeats_look_back: int | None = None  # A10, A65: days; None counts every earlier report
    absent_at_home_interviewed: bool = True  # A04 (2016): though the child was only ever absent
    away_offered_beyond_homes: bool = True  # A05: considered in foster care and semi-independent living too
    care_before_family: bool = True  # A46: a child in care is interviewed though missing with the family
    arrival_asked_after: int = 24  # A02: hours, then the manager decides about a found child who is not back
    school_days_derby: int | None = None  # A44: of absence, then the school acts; None as the edition has it
    school_days_derbyshire: int | None = None

    def __post_init__(self) -> None:
        """Refuse what makes no sense, by the name of the setting."""
        _must(self, "night_begins", isinstance(self.night_begins, dt.time), 'a time of day, such as "23:00"')
        for name, other in (("meeting_counts_from", WHEREABOUTS_UNKNOWN), ("conference_counts_from", LAST_SEEN)):
            _must(self, name, getattr(self, name) in (other, REPORT), f'"{other}" or "{REPORT}"')
        _must_be_some(self, "repeats_look_back", 3650, "days", ", or null for no limit")
        _must_be_some(self, "arrival_asked_after", 168, "hours")
        for name in ("school_days_derby", "school_days_derbyshire"):
            _must_be_some(self, name, 100, "school days", ", or null as the edition has it")
        for name in ("absent_at_home_interviewed", "away_offered_beyond_homes", "care_before_family"):
            _must(self, name, isinstance(getattr(self, name), bool), "true or false")


def settings_from(told: Mapping[str, Any]) -> Settings:
    """The settings that a partnership wrote down, by their names; what is left out stands as it is read.

    Raises `BadSetting` for an unknown name or a value that makes no sense.
    """
    known = {field.name for field in fields(Settings)}
    for name in told:
        if name not in known:
            raise BadSetting(f"{name} is not a setting; use any of {', '.join(sorted(known))}")
    values = dict(told)
    if isinstance(values.get("night_begins"), str):
        with suppress(ValueError):  # refused with the others
            values["night_begins"] = dt.time.fromisoformat(values["night_begins"])
    return Settings(**values)


def _must_be_some(settings: Settings, name: str, most: int, what: str, or_null: str = "") -> None:
    some = getattr(settings, name)
    is_number = isinstance(some, int) and not isinstance(some, bool) and 1 <= some <= most
    is_right = is_number or (some is None and bool(or_null))
    _must(settings, name, is_right, f"a number of {what} from 1 to {most}{or_null}")


def _must(settings: Settings, name: str, is_right: bool, wanted: str) -> None:
    if not is_right:
        raise BadSetting(f"{name}: {getattr(settings, name)!r} is not {wanted}")
