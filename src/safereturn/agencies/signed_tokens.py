"""Coming back from an agency's own sign-in, with its signed token (OpenID Connect). Loaded only where one is named.

The library does not check the signature of a token that it fetched itself. Where an agency's word on a second proof
counts, it is checked.
"""

import logging
from typing import Any

from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse

log = logging.getLogger(__name__)


class SignedTokens(OpenIDConnectOAuth2Adapter):
    """An agency's sign-in. What its verified token says is in `request.signed_token`, and nowhere else."""

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The tokens, fetched."""
        data: dict[str, Any] = super().get_access_token_data(*args, **kwargs)
        if self._must_be_signed():
            self.did_fetch_access_token = False  # by which the library knows that it need not look at the signature
        return data

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who has signed in there. Raises `OAuth2Error` where the token is not the service's, or not about them."""
        try:
            login = super().complete_login(request, app, token, **kwargs)
            if self._must_be_signed() and (said := login.account.extra_data.get("id_token")) is not None:
                if str(said["sub"]) != login.account.uid:
                    raise OAuth2Error("The token is about somebody else.")
                request.signed_token = said  # type: ignore[attr-defined]
        except (OAuth2Error, LookupError, TypeError, ValueError) as error:
            log.warning("A token of the sign-in %s was refused: %s", self.provider_id, error.__cause__ or error)
            raise OAuth2Error("A token was refused.") from error
        return login

    def _must_be_signed(self) -> bool:
        return bool(self.get_provider().app.settings["second_proof"])


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where an agency's sign-in leads back to, in the place of the library's own page."""
    try:
        response: HttpResponse = OAuth2CallbackView.adapter_view(SignedTokens(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404("No agency has such a sign-in.") from None
    return response
