"""The editions by name, and which is in force when."""

import datetime as dt

from .edition_2016 import EDITION as EDITION_2016
from .edition_2019 import EDITION as EDITION_2019
from .notation import Edition
from .periods import in_london

EDITIONS: dict[str, Edition] = {edition.name: edition for edition in (EDITION_2016, EDITION_2019)}


def in_force(moment: dt.datetime) -> Edition | None:
    """The edition in force at a moment; None before the first. An episode stays on the edition of its report."""
    day = in_london(moment).date()
    candidates = [edition for edition in EDITIONS.values() if edition.in_force_from <= day]
    return max(candidates, key=lambda edition: edition.in_force_from, default=None)
