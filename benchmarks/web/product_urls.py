"""The product's addresses, and one more: a page of the product with nothing on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from safereturn.access.permission import permission
from safereturn.audit.actions import disclose
from safereturn.config.urls import handler403 as handler403
from safereturn.config.urls import urlpatterns as addresses


@permission("see-board", shows_children=True)
def empty(request: HttpRequest) -> HttpResponse:
    """Signed in, a permission held, nobody shown and that told to the view log, on the base of every page."""
    disclose(request, page="empty", because=request.because, shown=[])
    return render(request, "web/base.html")


urlpatterns = [path("empty/", empty), *addresses]
