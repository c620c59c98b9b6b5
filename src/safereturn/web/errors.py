"""What a refusal looks like from outside. In the URL configuration: handler403 = "safereturn.web.errors.refused"."""

from django.http import HttpRequest, HttpResponse
from django.views.defaults import page_not_found


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answers a refusal exactly as a page that does not exist, so that it gives nothing away."""
    return page_not_found(request, exception or PermissionError())
