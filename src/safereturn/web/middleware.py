"""One moment for each request, and the headers that keep a page to itself.

Settings: MIDDLEWARE names both near its top, because what comes after them may ask for `request.now`.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from . import clock

Answer = Callable[[HttpRequest], HttpResponse]

# Nothing in the product asks the browser for these; a script that got in could not either.
PERMISSIONS = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"


def one_moment_a_request(get_response: Answer) -> Answer:
    """Sets `request.now`, read once from the clock that SAFERETURN_CLOCK names, so that a page agrees with itself."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.now = clock.now()  # type: ignore[attr-defined]
        return get_response(request)

    return answer


def headers(get_response: Answer) -> Answer:
    """Says which of the browser's powers the page gives up, and that no other site may embed its parts."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer
