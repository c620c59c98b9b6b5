"""The link by which a person sets their password: it works once, for a while, and only until the password changes."""

import datetime as dt

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from safereturn.agencies.models import Person
from safereturn.web import clock


class Links(PasswordResetTokenGenerator):
    """Django's tokens, on our clock; those of other pages do not work here."""

    key_salt = "safereturn.people.links"

    def _now(self) -> dt.datetime:
        return clock.now().replace(tzinfo=None)


LINKS = Links()


def link_for(person: Person, address: str) -> str:
    """The whole link, beginning with the address of the service."""
    number = urlsafe_base64_encode(force_bytes(person.pk))
    return address.rstrip("/") + reverse("people:welcome", args=[number, LINKS.make_token(person)])
