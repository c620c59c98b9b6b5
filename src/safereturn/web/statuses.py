"""How the status of a duty is said and coloured."""

_STATUSES = {
    "open": ("Open", "blue"),
    "overdue": ("Overdue", "red"),
    "met": ("Done in time", "green"),
    "met-late": ("Done late", "orange"),
    "waived": ("Waived", "grey"),
    "declined": ("Declined", "purple"),
    "stood-down": ("Stood down", "grey"),
    "undecided": ("Needs an answer", "yellow"),
}


def words_of(status: str) -> str:
    """The words of a status ("met-late": "Done late"); an unknown one is shown as it is spelt."""
    return _STATUSES[status][0] if status in _STATUSES else status.replace("-", " ").capitalize()


def colour_of(status: str) -> str:
    """The design system's tag colour for a status; grey when unknown."""
    return _STATUSES[status][1] if status in _STATUSES else "grey"
