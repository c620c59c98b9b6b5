"""Signing in: own accounts with a password and a second factor, or a passkey. Nobody registers themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class ClosedSignUp(DefaultAccountAdapter):
    """People are provisioned by their agency."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask the person who keeps the accounts at your agency.",
        "email_password_mismatch": "The email address or the password is wrong. Check both and try again.",
        "incorrect_code": "This code is wrong. Enter the one that the app shows now.",
        "incorrect_password": "The password is wrong. Check it and try again.",
        "too_many_login_attempts": "There were too many wrong attempts. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_stages(self) -> list[str]:
        """The library's, with our own word on who gives a second proof."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "safereturn.agencies.agency_sign_in.SecondProof"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]
