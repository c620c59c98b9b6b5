"""`make bench`: every part, or those that are named, such as `rules`. Always ends well: figures are for people."""

import sys

from . import figures, register, rules, search, web, what_if

PARTS = {
    "rules": rules.measure,
    "register": register.measure,
    "what-if": what_if.measure,
    "pages": web.measure,
    "search": search.measure,
}


def main(asked: list[str]) -> None:
    """Measure the parts asked for, and print a table for each."""
    unknown = set(asked) - set(PARTS)
    if unknown:
        sys.exit(f"There is no part {', '.join(sorted(unknown))}. The parts are {', '.join(PARTS)}.")
    print(f"Safe Return, measured beside others. {figures.sitting()}.")
    for part in asked or PARTS:
        PARTS[part]()


if __name__ == "__main__":
    main(sys.argv[1:])
