"""No log, no data: what a page shows about children is logged, and committed, before the page leaves."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection, transaction
from django.http import HttpRequest

from .models import CHAINS, DayHeads, Head, View
from .sealing import START, seal


class Shown(NamedTuple):
    """A child, and the episode through which they are shown (None where there is none)."""

    child_id: int
    episode_id: int | None


def disclose(request: HttpRequest, *, page: str, because: str, shown: Sequence[Shown]) -> None:
    """Log that the request's post is shown these children. Commits before it returns; the number of statements is fixed.

    Raises whatever the database raises: then nothing is shown.
    """
    if shown:
        with transaction.atomic(durable=not getattr(request, "in_test", False)):
            _append(page, because, shown, person_id=request.user.pk, post_id=request.post.pk)
    request.disclosed = True


def _append(page: str, because: str, shown: Sequence[Shown], *, person_id: int, post_id: int) -> None:
    chains = sorted({subject.child_id % CHAINS for subject in shown})
    with connection.cursor() as cursor:
        # Locked in the order of the chains, so that two pages never wait for each other.
        cursor.execute(
            "SELECT chain, count, seal, now() FROM audit_head WHERE chain = ANY(%s) ORDER BY chain FOR UPDATE", [chains]
        )
        heads = {chain: (count, bytes(sealed), at) for chain, count, sealed, at in cursor.fetchall()}
    views = []
    for subject in shown:
        chain = subject.child_id % CHAINS
        count, previous, at = heads[chain]
        view = View(
            chain=chain,
            place=count,
            person_id=person_id,
            post_id=post_id,
            child_id=subject.child_id,
            episode_id=subject.episode_id,
            page=page,
            because=because[:200],
            at=at.astimezone(dt.UTC),
            previous=previous,
        )
        view.seal = seal(previous, view.sealed_content())
        heads[chain] = (count + 1, view.seal, at)
        views.append(view)
    View.objects.bulk_create(views)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_head SET count = new.count, seal = new.seal "
            "FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[]) AS new (chain, count, seal) "
            "WHERE audit_head.chain = new.chain",
            [chains, [heads[chain][0] for chain in chains], [heads[chain][1] for chain in chains]],
        )


def seal_day(day: dt.date, heads: dict[str, list[object]]) -> DayHeads:
    """Store the heads of all chains on a day, sealed; the caller sends the seal out of the database. Repeatable."""
    previous = DayHeads.objects.filter(day__lt=day).order_by("-day").values_list("seal", flat=True).first()
    sealed = seal(bytes(previous or START), {"day": day.isoformat(), "heads": heads})
    made, _ = DayHeads.objects.get_or_create(day=day, defaults={"heads": heads, "seal": sealed})
    return made


def heads_of_views() -> dict[str, list[object]]:
    """The heads of the view log's chains: name -> [count, seal in hex]."""
    return {f"views/{head.chain}": [head.count, bytes(head.seal).hex()] for head in Head.objects.order_by("chain")}
