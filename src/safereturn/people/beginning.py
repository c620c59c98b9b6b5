"""How an agency begins: with two administrators at once, since one alone could make no second. Those keep the rest."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from safereturn.agencies.models import Agency, PeopleChange, Person, Post, Team

from . import mail, queries
from .actions import Refused

WHO_RUNS_IT = "Those who run the service"
_What = PeopleChange.What


@transaction.atomic
def begin_agency(
    *, name: str, kind: str, area: str, administrators: Sequence[tuple[str, str]], address: str, now: dt.datetime
) -> list[Person]:
    """Let an agency begin, with its first administrators by full name and work address; each is sent a link.

    An agency that is there already, and whose administrators have all gone, begins with new ones. `address` is that
    of the service. Raises `Refused` where it has an administrator, who adds others; or where those given are not two.
    """
    emails = {email.strip().lower() for _, email in administrators}
    if len(administrators) != 2 or len(emails) != 2:
        raise Refused("An agency begins with two administrators, each with an address of their own.")
    agency, is_new = Agency.objects.select_for_update().get_or_create(name=name, defaults={"kind": kind, "area": area})
    if not is_new and queries.administrators(agency.pk, now).exists():
        raise Refused(f"{name} has an administrator. They add others, and a second one agrees.")
    taken = Person.objects.filter(email__in=emails).values_list("email", flat=True)
    if taken:
        raise Refused(f"Somebody has this address already: {', '.join(taken)}.")
    team, _ = Team.objects.get_or_create(
        agency=agency, kind=Team.Kind.INFORMATION_GOVERNANCE, defaults={"name": "Information governance"}
    )
    key = uuid.uuid4()
    return [_administrator(full_name, email, team, address, key, now) for full_name, email in administrators]


def _administrator(full_name: str, email: str, team: Team, address: str, key: uuid.UUID, now: dt.datetime) -> Person:
    person = Person.objects.provision(email=email, full_name=full_name)
    post = Post.objects.create(person=person, team=team, role=queries.ADMINISTRATOR, started_at=now)
    changes = ((_What.PROVISIONED, None), (_What.POST_BEGAN, post), (_What.LINK_SENT, None))
    PeopleChange.objects.bulk_create(
        PeopleChange(
            agency_id=team.agency_id,
            person=person,
            what=what,
            post=begun,
            team=team if begun else None,
            role=post.role if begun else "",
            at=now if begun else None,
            said_by=WHO_RUNS_IT,
            key=key,
        )
        for what, begun in changes
    )
    mail.mail_link.defer(person_id=person.pk, address=address)
    return person
