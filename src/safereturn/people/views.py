"""The pages of an agency's administrator, who keeps its people and posts and sees no child."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy

from safereturn.access.fresh import fresh_proof
from safereturn.access.permission import permission
from safereturn.agencies.roles import TAKES_TWO
from safereturn.web.drafts import given
from safereturn.web.forms import KeyedForm

from . import actions, queries
from .certification import is_late, last_day, must_be_certified, round_began
from .forms import AnswerForm, CertifyForm, EndForm, JoinerForm, LeaverForm, LinkForm, MoverForm, PasswordForm
from .links import LINKS
from .presenters import change_line, person_line

_ON_A_PAGE = 100  # changes
_SENT = "A link to set a password is on its way to {}. It works once, for two days."


@permission("keep-posts")
def people(request: HttpRequest) -> HttpResponse:
    """The people of the agency: what needs attention, what waits for a second administrator, and everybody."""
    sought = request.GET.get("q", "").strip()
    lines = [person_line(person, request.now) for person in queries.people_of(request.post.agency_id)]
    here = [line for line in lines if line.posts or line.state != "Closed"]
    return render(
        request,
        "people/people.html",
        {
            "needing": [line for line in here if line.needs],
            "here": [line for line in here if sought.casefold() in f"{line.person} {line.person.email}".casefold()],
            "sought": sought,
            "left": [line for line in lines if line not in here],
            "waiting": [
                {"asked": asked, "mine": asked.by_post_id == request.post.pk, "says": change_line(asked)}
                for asked in queries.waiting(request.post.agency_id)
            ],
            "to_certify": len(_to_certify(request)),
            "alone": queries.administrators(request.post.agency_id, request.now).count() < 2,
        },
    )


@permission("keep-posts")
@fresh_proof
def joiner(request: HttpRequest) -> HttpResponse:
    """Somebody new gets an account and a post."""

    def do(form: JoinerForm, sent: actions.Sent) -> str:
        wanted = actions.place(*form.chosen(), form.cleaned_data["at"], sent)
        person = actions.provision(
            email=form.cleaned_data["email"],
            full_name=form.cleaned_data["full_name"],
            wanted=wanted,
            address=_address(request),
            sent=sent,
        )
        way = "They sign in on the page of invented people." if person.in_demonstration else _SENT.format(person.email)
        return f"{person.full_name} has an account. {way}{_waits(wanted)}"

    form = JoinerForm(given(request), places=queries.places(request.post.agency_id), now=request.now)
    return _form_page(request, form, do, title="Add a person", button="Add this person")


@permission("keep-posts")
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: posts, sign-in, what needs attention, and what was changed."""
    one = _person(request, person_id)
    changes = queries.changes_of(request.post.agency_id).filter(person=one)
    return render(
        request,
        "people/person.html",
        {
            "line": person_line(one, request.now),
            "is_self": one.pk == request.post.person_id,
            "changes": [change_line(change) for change in changes[:_ON_A_PAGE]],
        },
    )


@permission("keep-posts")
@fresh_proof
def mover(request: HttpRequest, person_id: int) -> HttpResponse:
    """Somebody gets a further post, or one instead of another."""
    one = _person(request, person_id)
    posts = [line.post for line in person_line(one, request.now).posts]

    def do(form: MoverForm, sent: actions.Sent) -> str:
        wanted = actions.place(*form.chosen(), form.cleaned_data["at"], sent)
        ends = next((post for post in posts if str(post.pk) == form.cleaned_data["instead_of"]), None)
        actions.give_post(person=one, wanted=wanted, instead_of=ends, sent=sent)
        return f"{one.full_name}: {wanted.name}.{_waits(wanted)}"

    form = MoverForm(given(request), places=queries.places(request.post.agency_id), posts=posts, now=request.now)
    return _form_page(request, form, do, title="Give a post", button="Give this post", about=one)


@permission("keep-posts")
@fresh_proof
def end(request: HttpRequest, person_id: int, post_id: int) -> HttpResponse:
    """A post ends."""
    one = _person(request, person_id)
    line = next((line for line in person_line(one, request.now).posts if line.post.pk == post_id), None)
    if line is None:
        raise Http404("This person holds no such post here.")

    def do(form: EndForm, sent: actions.Sent) -> str:
        at, because = form.cleaned_data["at"], form.cleaned_data["because"]
        actions.end_post(post=line.post, at=at, because=because, sent=sent)
        return f"{one.full_name}: {line.name} {'will end' if at else 'has ended'}."

    form = EndForm(given(request), now=request.now)
    return _form_page(
        request, form, do, title=f"End a post: {line.name}", button="End this post", about=one, warns=True
    )


@permission("keep-posts")
@fresh_proof
def leaver(request: HttpRequest, person_id: int) -> HttpResponse:
    """Somebody leaves: their posts end, their account is closed, and their sessions are over at once."""
    one = _person(request, person_id)

    def do(form: LeaverForm, sent: actions.Sent) -> str:
        closed = actions.close(person=one, because=form.cleaned_data["because"], sent=sent)
        still = "They hold a post at another agency, so their account stays open there."
        return f"{one.full_name}: all posts here have ended. {'The account is closed.' if closed else still}"

    says = "All posts here end now. Wherever this person is signed in, the next page they ask for is the sign-in page."
    form = LeaverForm(given(request))
    return _form_page(
        request, form, do, title="This person leaves", button="Close the account", about=one, says=says, warns=True
    )


@permission("keep-posts")
@fresh_proof
def reopen(request: HttpRequest, person_id: int) -> HttpResponse:
    """An account that was closed or disabled is opened again."""
    one = _person(request, person_id)

    def do(form: KeyedForm, sent: actions.Sent) -> str:
        actions.reopen(person=one, address=_address(request), sent=sent)
        return f"The account of {one.full_name} is open." + (
            "" if one.in_demonstration else f" {_SENT.format(one.email)}"
        )

    says = "Make sure that they still work for your agency. They set a new password, by a link that they get by mail."
    form = KeyedForm(given(request))
    return _form_page(request, form, do, title="Open the account again", button="Open it again", about=one, says=says)


@permission("keep-posts")
@fresh_proof
def link(request: HttpRequest, person_id: int) -> HttpResponse:
    """Somebody gets a new link to set a password."""
    one = _person(request, person_id)

    def do(form: LinkForm, sent: actions.Sent) -> str:
        without = form.cleaned_data["without_proofs"]
        actions.send_link(person=one, without_proofs=without, address=_address(request), sent=sent)
        return _SENT.format(one.email)

    says = "Their password stops working now, and wherever they are signed in, they are signed out."
    form = LinkForm(given(request))
    return _form_page(request, form, do, title="Send a link for a new password", button="Send it", about=one, says=says)


@permission("keep-posts")
@fresh_proof
def answer(request: HttpRequest, asked_id: int) -> HttpResponse:
    """A second administrator agrees to a post, or does not."""
    asked = queries.waiting(request.post.agency_id).filter(pk=asked_id).first()
    if asked is None:
        messages.info(request, "This was answered meanwhile.")
        return redirect("people:people")

    def do(form: AnswerForm, sent: actions.Sent) -> str:
        agrees = form.cleaned_data["agrees"] == "yes"
        actions.answer(asked=asked, agrees=agrees, because=form.cleaned_data["because"], sent=sent)
        return f"{asked.person.full_name}: the post {'begins' if agrees else 'does not begin'}."

    line = change_line(asked)
    form = AnswerForm(given(request))
    says = f"{line.text} Asked for by {line.by}."
    return _form_page(
        request, form, do, title="A post waits for your answer", button="Answer", about=asked.person, says=says
    )


@permission("keep-posts")
@fresh_proof
def certify(request: HttpRequest) -> HttpResponse:
    """Every post that must be certified, in one form: still right, or ends now."""
    posts = _to_certify(request)
    form = CertifyForm(given(request), posts=posts)
    if request.method == "POST" and form.is_valid():
        try:
            right, ended = actions.certify(answers=form.answers(), sent=_sent(request, form))
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            named = "; ".join(f"{post.person.full_name}, {post.kind.name}" for post in ended)
            messages.success(request, f"Certified: {len(right)}. Ended: {named or 0}.")
            return redirect("people:people")
    return render(
        request,
        "people/certify.html",
        {
            "form": form,
            "count": len(posts),
            "began": round_began(request.now),
            "by": last_day(request.now),
            "late": any(is_late(post, request.now) for post in posts),
        },
    )


@permission("keep-posts")
def changes(request: HttpRequest) -> HttpResponse:
    """What was changed in the agency, by whom and when."""
    page = Paginator(queries.changes_of(request.post.agency_id), _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/changes.html", {"page": page, "changes": [change_line(change) for change in page]})


class Welcome(PasswordResetConfirmView):
    """Whoever holds a link that an administrator had sent sets their password, once. Then they sign in with it."""

    template_name = "people/welcome.html"
    form_class = PasswordForm
    token_generator = LINKS
    success_url = reverse_lazy("account_login")
    title = "Set your password"

    def get_user(self, uidb64: str) -> Any:
        """The person, unless their account is off."""
        found = super().get_user(uidb64)
        return found if found is not None and found.is_active else None

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the password, and say how it goes on."""
        response = super().form_valid(form)
        actions.note_password_set(self.user, self.request.now)
        messages.success(self.request, "Your password is set. Sign in with it.")
        return response


welcome = Welcome.as_view()


def _form_page(
    request: HttpRequest,
    form: Any,
    do: Callable[[Any, actions.Sent], str],
    *,
    title: str,
    button: str,
    about: Any = None,
    says: str = "",
    warns: bool = False,
) -> HttpResponse:
    """A page with one form: does what was asked for and says so, or says why not."""
    if request.method == "POST" and form.is_valid():
        try:
            done = do(form, _sent(request, form))
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return redirect("people:people")
    context = {"form": form, "title": title, "button": button, "about": about, "says": says, "warns": warns}
    return render(request, "people/form.html", context)


def _sent(request: HttpRequest, form: Any) -> actions.Sent:
    return actions.Sent(key=form.cleaned_data["key"], by=request.post, now=request.now)


def _person(request: HttpRequest, person_id: int) -> Any:
    """Somebody of the own agency. Raises `Http404`."""
    found = queries.people_of(request.post.agency_id).filter(pk=person_id).first()
    if found is None:
        raise Http404("Your agency has no such person.")
    return found


def _to_certify(request: HttpRequest) -> list[Any]:
    """The posts of the agency that must be certified, without the administrator's own: another one certifies it."""
    posts = queries.posts_held(request.post.agency_id, request.now).exclude(person_id=request.post.person_id)
    return [post for post in posts if must_be_certified(post, request.now)]


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("people:people")).removesuffix(reverse("people:people"))


def _waits(wanted: actions.Place) -> str:
    return " The post begins when a second administrator agrees." if wanted.role in TAKES_TWO else ""
