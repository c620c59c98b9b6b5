"""Finding tampering: every chain is walked, and compared with heads kept outside the database."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from .models import View
from .sealing import START, seal


class SealedRow(Protocol):
    """A row of a sealed log."""

    place: int
    previous: Any
    seal: Any

    def sealed_content(self) -> dict[str, Any]: ...


class Fault(NamedTuple):
    """Something wrong in a chain: which chain, at which place, and what."""

    chain: str
    place: int
    says: str


class End(NamedTuple):
    """Where a chain ended when it was walked."""

    count: int
    seal: bytes


def walk(chain: str, rows: Iterable[SealedRow], faults: list[Fault]) -> End:
    """Check one chain from its start, adding what is wrong to `faults`; returns its end. Memory does not grow."""
    previous, count = START, 0
    for row in rows:
        if row.place != count:
            faults.append(Fault(chain, count, f"row {count} is missing; the next is {row.place}"))
            count = row.place
        if bytes(row.previous) != previous:
            faults.append(Fault(chain, row.place, "does not follow the row before it"))
        if seal(bytes(row.previous), row.sealed_content()) != bytes(row.seal):
            faults.append(Fault(chain, row.place, "its content is not what was sealed"))
        previous, count = bytes(row.seal), count + 1
    return End(count, previous)


def compare(ends: Mapping[str, End], outside: Mapping[str, list[Any]]) -> Iterator[Fault]:
    """What differs from heads kept outside (name -> [count, seal in hex]), taken after the last write or before it.

    A chain may have grown since; it may not be shorter, and at equal length it must end in the same seal.
    """
    for chain, (count, sealed) in outside.items():
        end = ends.get(chain, End(0, START))
        if end.count < count:
            yield Fault(chain, end.count, f"{count - end.count} rows are gone from its end")
        elif end.count == count and end.seal.hex() != sealed:
            yield Fault(chain, count, "ends in another seal than the one kept outside")


def verify_views(faults: list[Fault]) -> dict[str, End]:
    """Walk the chains of the view log."""
    chains = View.objects.order_by("chain").values_list("chain", flat=True).distinct()
    return {
        f"views/{chain}": walk(
            f"views/{chain}", View.objects.filter(chain=chain).order_by("place").iterator(chunk_size=1000), faults
        )
        for chain in list(chains)
    }
