"""Choosing the post that one acts as; and, in the demonstration, who one is."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from . import queries
from .middleware import ACTS_AS
from .sign_in import BACKEND


def posts(request: HttpRequest) -> HttpResponse:
    """The posts that the person holds, one of which they act as until they choose another."""
    if request.method == "POST":
        chosen = next((post for post in request.posts if str(post.pk) == request.POST.get("post")), None)
        if chosen is None:
            raise Http404("This person holds no such post.")
        request.session[ACTS_AS] = chosen.pk
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "agencies/posts.html", {"held": request.posts})


def demonstration(request: HttpRequest) -> HttpResponse:
    """Sign in as an invented person with one press. There only in the demonstration."""
    if not settings.SAFERETURN_DEMONSTRATION:
        raise Http404("This is no demonstration.")
    offered = queries.demonstration_posts(request.now)
    if request.method == "POST":
        chosen = next((post for post in offered if str(post.pk) == request.POST.get("post")), None)
        if chosen is None:
            raise Http404("There is no such person in the demonstration.")
        login(request, chosen.person, backend=BACKEND)
        request.session[ACTS_AS] = chosen.pk
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "agencies/demonstration.html", {"offered": offered})
