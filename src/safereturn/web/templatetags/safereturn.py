"""Times, statuses and errors as the pages show them. In a template: {% load safereturn %}."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django import forms, template

from .. import wording
from ..clock_bar import ClockBar
from ..forms import whats_wrong
from ..statuses import colour_of, words_of

register = template.Library()


def _filter(name: str, say: Callable[..., str]) -> None:
    """Registers a filter that says nothing about a time that is not known."""

    @wraps(say)
    def shown(*times: Any) -> str:
        return "" if any(time in (None, "") for time in times) else say(*times)

    register.filter(name, shown)


_filter("moment", wording.moment)
_filter("clock", wording.clock)
_filter("day", wording.day)
_filter("nearby", wording.nearby)
_filter("how_long", wording.how_long)
_filter("due_in", wording.due_in)


@register.filter
def machine_time(when: date | datetime | None) -> str:
    """The `datetime` attribute of a <time> element."""
    return when.isoformat() if when else ""


@register.filter
def number(many: int) -> str:
    """A number with a comma between the thousands: "11,784"."""
    return f"{many:,}"


@register.inclusion_tag("web/includes/tag.html")
def status_tag(status: str) -> dict[str, str]:
    """The coloured tag of a duty's status."""
    return {"text": words_of(status), "colour": colour_of(status)}


@register.inclusion_tag("web/includes/clock_bar.html")
def clock_bar(started: datetime | None, due: datetime | None, now: datetime) -> dict[str, Any]:
    """How much of a duty's time is used at `now`."""
    return {"bar": ClockBar.between(started, due, now) if started and due else None}


@register.inclusion_tag("web/forms/error_summary.html")
def error_summary(*given: forms.BaseForm) -> dict[str, Any]:
    """What is wrong with the forms of the page, each error leading to its field."""
    return {"errors": whats_wrong(*given)}
