"""The forms of an agency's administrator."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm

from safereturn.agencies.models import Post
from safereturn.web.forms import KeyedForm, LondonMomentField, Radios
from safereturn.web.wording import day

from .presenters import signed_in

_FARTHEST = dt.timedelta(days=366)  # ahead; further is a slip of the finger
_AT_ONCE = "Leave it empty for at once."


class _TimedForm(KeyedForm):
    """A form that may name a moment to come."""

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_at(self) -> dt.datetime | None:
        """The moment, which does not lie behind."""
        at: dt.datetime | None = self.cleaned_data["at"]
        if at is not None and at < self.now - dt.timedelta(minutes=1):
            raise forms.ValidationError("This time is past. Leave it empty for at once")
        if at is not None and at > self.now + _FARTHEST:
            raise forms.ValidationError("This is more than a year ahead. Check the year")
        return at


class PostForm(_TimedForm):
    """A post to be given: which, and from when."""

    place = forms.ChoiceField(label="Post and team")
    at = LondonMomentField(label="From when?", help_text=_AT_ONCE, required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", "Choose a post"), *places]

    def chosen(self) -> tuple[int, str]:
        """The team and the role of the chosen place."""
        team, _, role = self.cleaned_data["place"].partition(":")
        return int(team), role


class JoinerForm(PostForm):
    """Somebody new."""

    full_name = forms.CharField(label="Full name", max_length=120)
    email = forms.EmailField(
        label="Work email address",
        help_text="Of this person alone. They sign in with it, and get the link for their password there.",
        max_length=254,
        error_messages={"invalid": "Enter the whole address, such as kim.doe@agency.example"},
    )
    field_order = ("key", "full_name", "email", "place", "at")


class MoverForm(PostForm):
    """A further post, or one instead of another."""

    instead_of = forms.ChoiceField(label="Which post ends at that moment?", widget=Radios)
    field_order = ("key", "place", "instead_of", "at")

    def __init__(self, *args: Any, posts: Sequence[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(post.pk), f"{post.kind.name}, {post.team.name}") for post in posts]
        self.fields["instead_of"].choices = [*names, ("none", "None: this is a further post")]


class EndForm(_TimedForm):
    """A post that ends."""

    because = forms.CharField(label="Why?", help_text="One line. Name no child.", max_length=200)
    at = LondonMomentField(label="When?", help_text=_AT_ONCE, required=False)


class LeaverForm(KeyedForm):
    """Somebody who leaves."""

    because = forms.CharField(label="Why?", help_text="One line. Name no child.", max_length=200)


class LinkForm(KeyedForm):
    """A new link for the password."""

    without_proofs = forms.BooleanField(
        label="They have lost their phone or key: take their second proofs off too",
        help_text="Make sure that it is they who ask: ring them on a number that you know.",
        required=False,
    )


class AnswerForm(KeyedForm):
    """The second administrator's answer."""

    agrees = forms.ChoiceField(
        label="Should this post begin?", choices=(("yes", "Yes, it begins"), ("no", "No")), widget=Radios
    )
    because = forms.CharField(label="Why?", help_text="One line. Name no child.", max_length=200)


RIGHT, ENDS = "right", "ends"


class CertifyForm(KeyedForm):
    """All posts of an agency that must be certified: each is still right, or ends now, or is left for later."""

    def __init__(self, *args: Any, posts: Sequence[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for post in posts:
            self.fields[f"post-{post.pk}"] = forms.ChoiceField(
                label=f"{post.person.full_name}: {post.kind.name}, {post.team.name}",
                help_text=f"Since {day(post.started_at)}. {signed_in(post.person)}.",
                choices=((RIGHT, "Still right"), (ENDS, "Ends now")),
                widget=Radios,
                required=False,
                label_suffix="",
            )

    def clean(self) -> dict[str, Any]:
        """At least one answer."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.answers():
            raise forms.ValidationError("Say of at least one post whether it is still right")
        return cleaned

    def answers(self) -> dict[int, bool]:
        """Whether each post is still right, by its id; without those that were left for later."""
        given = {name: value for name, value in self.cleaned_data.items() if name.startswith("post-") and value}
        return {int(name.removeprefix("post-")): value == RIGHT for name, value in given.items()}


class PasswordForm(SetPasswordForm):
    """A person's own password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "Your password"
        self.fields["new_password1"].help_text = "At least 12 characters. Three or four words that belong to nothing."
        self.fields["new_password2"].label = "The same password again"
        self.fields["new_password2"].help_text = ""
