"""Reading the view log. Whoever asks must hold the right "see-view-log"; the rooms above see to it."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.db.models.functions import Now

from .models import View

if TYPE_CHECKING:
    from .actions import Shown


def views_of_a_child(child_id: int) -> QuerySet[View]:
    """Who was shown this child, the latest first."""
    return View.objects.filter(child_id=child_id).order_by("-at", "-id")


def views_by_an_agency(agency_id: int) -> QuerySet[View]:
    """Whom the posts of an agency were shown, the latest first: what its privacy referee reviews."""
    return View.objects.filter(agency_id=agency_id).order_by("-at", "-id")


def was_shown(child_id: int, *, page: str, post_id: int, within: dt.timedelta) -> bool:
    """Whether a post was shown a child on a page within a time, by the database's clock."""
    return View.objects.filter(child_id=child_id, page=page, post_id=post_id, at__gt=Now() - within).exists()


def shown_lately(sight: View, subjects: Collection["Shown"], *, within: dt.timedelta) -> set[tuple[int, int | None]]:
    """Those of the subjects that were shown within a time as `sight` is: same post, page, reason and classes."""
    lately = View.objects.filter(
        post_id=sight.post_id,
        page=sight.page,
        because=sight.because,
        classes=sight.classes,
        child_id__in={subject.child_id for subject in subjects},
        at__gt=Now() - within,
    )
    return set(lately.values_list("child_id", "episode_id"))
