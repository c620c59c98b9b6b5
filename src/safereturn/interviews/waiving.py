"""Waiving the one thing that must be done and may be left out: a manager, with a reason (2016, reading A04)."""

from django import forms

from safereturn.duties.models import Duty
from safereturn.duties.queries import WAITING
from safereturn.episodes.actions import Happening
from safereturn.episodes.acts import Act, ActForm
from safereturn.episodes.models import Episode
from safereturn.protocol import vocabulary as v
from safereturn.protocol.findings import INTERVIEWS


class WaiveForm(ActForm):
    """The team manager decides that no interview is offered, and says why."""

    WHEN = "When was this decided?"
    reason = forms.CharField(
        label="Why is no interview offered?", label_suffix="", max_length=1000, widget=forms.Textarea({"rows": 4}),
        help_text="It is kept with the duty, and shown to those who audit interviews.",
        error_messages={"required": "Enter why no interview is offered: without a reason it stays owed"},
    )  # fmt: skip

    def happenings(self) -> list[Happening]:
        """The decision, with the reason."""
        given = self.cleaned_data
        waived = {"reason": given["reason"], "by": v.TEAM_MANAGER}
        return [Happening("waived", given["at"], {"duty": id, **waived}) for id in _waivable(self.episode)]


def _waivable(episode: Episode) -> list[str]:
    """The interviews of an episode that wait and that its team manager may waive."""
    waiting = Duty.objects.filter(episode=episode, protocol_id__in=INTERVIEWS, status__in=WAITING)
    return list(waiting.filter(facts__waived_by=v.TEAM_MANAGER).values_list("protocol_id", flat=True))


def _may_be_waived(episode: Episode) -> bool:
    # The category first: it settles nearly every episode without asking the database.
    return episode.state == "returned" and episode.highest_category == v.ABSENT and bool(_waivable(episode))


ACTS = (
    Act("waive", "Waive the return interview", "Waive the interview", "waive-interview", WaiveForm,
        _may_be_waived, "The interview is waived, with your reason.",
        intro="A child at home who was only ever recorded as absent may be left without an interview, by the team "
        "manager and with a reason. After the 72 hours it stays late, whatever is decided."),
)  # fmt: skip
