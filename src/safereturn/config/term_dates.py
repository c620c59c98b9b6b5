"""The term dates of the councils' schools, from a file that the partnership keeps: none are shipped, none guessed."""

import json
from collections.abc import Mapping
from pathlib import Path

from safereturn.protocol.school_days import CALENDARS, BadTermDates, calendars_from

VARIABLE = "SAFERETURN_TERM_DATES"


def take_term_dates(environment: Mapping[str, str]) -> None:
    """Count school days by the file that `SAFERETURN_TERM_DATES` names, if there is one.

    Raises `SystemExit` with every fault, where it is and what would be right: nothing starts on dates that make no
    sense. Without a file school days are counted as working days, and every time that comes of it is provisional.
    """
    path = environment.get(VARIABLE)
    if not path:
        return
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SystemExit(f"{VARIABLE} names {path}, which cannot be read: {error}") from None
    try:
        CALENDARS.update(calendars_from(told))
    except BadTermDates as bad:
        raise SystemExit("\n".join(f"{path}: {fault}" for fault in bad.faults)) from None
