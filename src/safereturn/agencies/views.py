"""Choosing the post that one acts as; where one is signed in; and, in the demonstration, who one is."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from safereturn.web.drafts import given

from . import queries
from . import sessions as open_sessions
from .forms import EndSessionsForm
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


def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, to end some of it; of a third session, the one page that it opens until there is room."""
    ours, to = request.open_session, request.GET.get(REDIRECT_FIELD_NAME, "")
    there = list(open_sessions.others(ours, request.now))
    form = EndSessionsForm(given(request), there=there, now=request.now)
    if form.is_valid():
        ended = open_sessions.end(request.user.pk, form.cleaned_data["sessions"])
        if request.waits and not open_sessions.let_in(ours, request.now):
            return redirect(request.get_full_path())
        messages.success(request, f"{ended} other session{' has' if ended == 1 else 's have'} ended.")
        is_ours = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
        return redirect(to if is_ours else settings.LOGIN_REDIRECT_URL if request.waits else request.path)
    return render(request, "agencies/sessions.html", {"form": form, "there": there, "ours": ours})


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
