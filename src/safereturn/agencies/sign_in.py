"""Signing in: own accounts with a password and a second factor, or a passkey. Nobody registers themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class ClosedSignUp(DefaultAccountAdapter):
    """People are provisioned by their agency."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
