"""The forms of signing in, in our words, and stricter where the library is not strict enough."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.core.cache import cache

from safereturn.web.forms import Checkboxes
from safereturn.web.wording import nearby

from .models import OpenSession

_HALF_MINUTE = 30  # for which an authenticator app shows a code, in seconds


class CodeWorksOnce(BaseAuthenticateForm):
    """A code is taken once for as long as it is valid.

    The library remembers a code for half a minute, but takes it for longer, since telephones' clocks drift: whoever
    saw a code typed could have used it again.
    """

    def clean_code(self) -> str:
        """The code, if nobody has used it yet."""
        code = super().clean_code()
        valid_for = (2 * settings.MFA_TOTP_TOLERANCE + 1) * _HALF_MINUTE
        if not cache.add(f"code-used-{self.user.pk}-{code}", True, timeout=valid_for):
            raise forms.ValidationError("This code has been used. Wait for the next one.")
        return code


class SecondFactorForm(CodeWorksOnce, AuthenticateForm):
    """The code that completes signing in."""


class StillYouForm(CodeWorksOnce, ReauthenticateForm):
    """The code asked for before an account is changed."""


class PasskeyForm(AddWebAuthnForm):
    """A new passkey."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "What do you call this device or key?"
        self.fields["passwordless"].label = "Let me sign in with it alone, without my password"
        self.fields["passwordless"].help_text = "It will then ask for your face, finger or PIN each time."
        self.initial["name"] = "My phone or computer"


class EndSessionsForm(forms.Form):
    """Which of one's other sessions are to end."""

    sessions = forms.TypedMultipleChoiceField(
        label="Which do you want to end?",
        coerce=int,
        widget=Checkboxes,
        error_messages={
            "required": "Choose which to end",
            "invalid_choice": "This one has ended meanwhile. Look at those that are left",
        },
    )

    def __init__(self, *args: Any, there: Iterable[OpenSession], now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sessions"]
        there = list(there)
        field.choices = [(str(session.pk), session.device) for session in there]
        field.widget.hints = {str(session.pk): _when(session, now) for session in there}


def _when(session: OpenSession, now: dt.datetime) -> str:
    """When a session began and was last used, as far as it is known: not every page is noted."""
    waits = "" if session.is_let_in else " Not let in yet."
    used = f"last used at about {nearby(session.last_used_at, now)}"
    return f"Signed in at {nearby(session.signed_in_at, now)}, {used}.{waits}"
