"""Signing in by an agency's own service (OpenID Connect): for people whom the agency has provisioned, nobody else."""

from collections.abc import Mapping
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest, HttpResponse
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
        settings = sociallogin.provider.app.settings
        agency = settings["agency"]
        if sociallogin.is_existing:
            if not queries.is_of_agency(sociallogin.user, agency, request.now):
                _refuse(request, agency)
            _look_for_the_second_proof(request, settings)
            return
        person = queries.provisioned(_address(sociallogin), agency, request.now)
        provider = sociallogin.account.provider
        if person is None or SocialAccount.objects.filter(user=person, provider=provider).exists():
            _refuse(request, agency)
        _look_for_the_second_proof(request, settings)
        sociallogin.connect(request, person)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_: Any) -> None:
        """The agency's service did not answer, or refused: say so. Raises `ImmediateHttpResponse`."""
        _refuse(request, getattr(provider, "name", "your agency"), because="failed")


class SecondProof(AuthenticateStage):
    """Everybody gives a second proof here, but for whom their agency's signed token says that they gave it there."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """The page that asks for it, or none; and whether signing in goes on."""
        if getattr(self.request, "gave_second_proof", False):
            return None, True
        answer: tuple[HttpResponse | None, bool] = super().handle()
        return answer


def _look_for_the_second_proof(request: HttpRequest, settings: Mapping[str, Any]) -> None:
    """Note whether the agency's signed token says that there was one; refuse where there must be and was none."""
    asked = settings["second_proof"]
    request.gave_second_proof = bool(asked) and says_second_proof(getattr(request, "signed_token", {}), asked)
    if asked.get("required") and not request.gave_second_proof:
        _refuse(request, settings["agency"], because="once")


def says_second_proof(token: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    """Whether a token says, by each claim that the agency's file names, that a second proof was given.

    Of several values of a claim, one is enough.
    """
    methods = token.get("amr")
    said = {"acr": [token.get("acr")], "amr": methods if isinstance(methods, list) else []}
    return all(any(value in asked[claim] for value in said[claim]) for claim in ("acr", "amr") if claim in asked)


def _address(sociallogin: SocialLogin) -> str:
    """The mail address that the service vouches for; empty where it does not."""
    told = sociallogin.account.extra_data
    told = told.get("userinfo") or told.get("id_token") or {}
    verified = told.get("email_verified", sociallogin.provider.app.settings["vouches"])
    return str(told.get("email", "")).strip().lower() if verified in (True, "true") else ""


def _refuse(request: HttpRequest, agency: str, *, because: str = "unknown") -> NoReturn:
    page = render(request, "agencies/not_let_in.html", {"agency": agency, "because": because}, status=403)
    raise ImmediateHttpResponse(page)
