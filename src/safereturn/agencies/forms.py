"""The forms of the second factor, in our words, and stricter where the library is not strict enough."""

from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.core.cache import cache

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
