"""Signing in by an agency's own service (OpenID Connect): for people whom the agency has provisioned, nobody else."""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest
from django.shortcuts import render

from . import queries


class OwnPeopleOnly(DefaultSocialAccountAdapter):
    """An agency's service vouches for the agency's own people alone, and never makes an account.

    The first time, a person is known by the work address at which their agency provisioned them; from then on by the
    service's own number for them, so that an address which is given to somebody else lets nobody in.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in whom the agency provisioned; raises `ImmediateHttpResponse` with a page for everybody else."""
        agency = sociallogin.provider.app.settings["agency"]
        if sociallogin.is_existing:
            if not queries.is_of_agency(sociallogin.user, agency, request.now):
                _refuse(request, agency)
            return
        person = queries.provisioned(_address(sociallogin), agency, request.now)
        provider = sociallogin.account.provider
        if person is None or SocialAccount.objects.filter(user=person, provider=provider).exists():
            _refuse(request, agency)
        sociallogin.connect(request, person)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_: Any) -> None:
        """The agency's service did not answer, or refused: say so. Raises `ImmediateHttpResponse`."""
        _refuse(request, getattr(provider, "name", "your agency"), failed=True)


def _address(sociallogin: SocialLogin) -> str:
    """The mail address that the service vouches for; empty where it does not."""
    told = sociallogin.account.extra_data
    told = told.get("userinfo") or told.get("id_token") or {}
    verified = told.get("email_verified", sociallogin.provider.app.settings["vouches"])
    return str(told.get("email", "")).strip().lower() if verified in (True, "true") else ""


def _refuse(request: HttpRequest, agency: str, *, failed: bool = False) -> NoReturn:
    page = render(request, "agencies/not_let_in.html", {"agency": agency, "failed": failed}, status=403)
    raise ImmediateHttpResponse(page)
