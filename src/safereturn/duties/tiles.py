"""The figures above the board, each a filter: how many children, and a press shows them alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .cards import Card

# The word in the address, what the figure counts, and for which cards; the first shows everything.
_TILES: tuple[tuple[str, str, Callable[[Card], bool]], ...] = (
    ("", "missing or away", lambda card: card.is_gone),
    ("high", "at high risk", lambda card: card.is_gone and card.look == "high"),
    ("late", "late", lambda card: card.has_late),
    ("ours", "for us to do", lambda card: card.ours > 0),
    ("unaccepted", "not accepted", lambda card: card.nobody_accepted > 0),
)
_ALARMING = ("high", "late")


@dataclass(frozen=True)
class Tile:
    """One figure: what it counts, how many, and whether the board is filtered by it now."""

    show: str
    counts: str
    number: int
    passes: Callable[[Card], bool]
    is_current: bool
    is_alarming: bool


def tiles_of(cards: Sequence[Card], show: str) -> list[Tile]:
    """The figures for the cards of a board; `show` is the filter in its address, and an unknown one filters nothing."""
    current = show if any(show == name for name, _, _ in _TILES) else ""
    tiles = []
    for name, counts, test in _TILES:
        number = sum(test(card) for card in cards)
        passes = test if name else (lambda card: True)
        tiles.append(Tile(name, counts, number, passes, name == current, name in _ALARMING and number > 0))
    return tiles
