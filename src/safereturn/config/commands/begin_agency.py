"""`safereturn begin-agency NAME`: an agency and its first two administrators."""

import sys
from email.utils import parseaddr

from safereturn.config.django_setup import set_up_django


def main(*, name: str, kind: str, area: str, administrators: list[str], address: str) -> int:
    """Begin the agency. Returns the exit code: 1 when it is refused, 2 for what makes no sense."""
    set_up_django()

    from safereturn.agencies.models import Agency, Area
    from safereturn.config import clock
    from safereturn.people.actions import Refused
    from safereturn.people.beginning import begin_agency

    people = [parseaddr(told) for told in administrators]
    faults = [
        f"{told!r} is not: Name <address>" for told, one in zip(administrators, people, strict=True) if not all(one)
    ]
    if kind not in Agency.Kind.values:
        faults.append(f"{kind!r} is no kind of agency; use one of {', '.join(Agency.Kind.values)}")
    if area and area not in Area.values:
        faults.append(f"{area!r} is no area; use one of {', '.join(Area.values)}, or leave it out for the whole force")
    if faults:
        print(*faults, sep="\n", file=sys.stderr)
        return 2
    try:
        made = begin_agency(name=name, kind=kind, area=area, administrators=people, address=address, now=clock.now())
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    print(f"{name} begins. A worker mails a link for the password to {' and '.join(one.email for one in made)}.")
    return 0
