"""Pages made only to look at: every component once, with an invented child."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from safereturn.web.forms import Checkboxes, KeyedForm, LondonDateField, LondonMomentField, Radios

handler403 = "safereturn.web.errors.refused"

NOW = datetime(2026, 1, 9, 21, 40, tzinfo=UTC)


ROOMS_ABOVE = ("safereturn.agencies.", "safereturn.access.")


def at_night() -> datetime:
    """The clock of these pages."""
    return NOW


def alone(settings: Any) -> None:
    """Serve these pages at that moment, without the rooms above: no right lets anybody through to them."""
    settings.SAFERETURN_CLOCK = "tests.apps.web.pages.at_night"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith(ROOMS_ABOVE)]


EVENTS = [
    {"title": "Reported missing", "by": "Alder House", "at": NOW - timedelta(hours=2), "text": "Left after tea."},
    {"title": "Graded medium", "by": "Duty inspector", "at": NOW - timedelta(hours=1), "text": ""},
]
ROWS = [
    {"key": "Child", "value": "Ashley Example"},
    {
        "key": "Ring",
        "value": "01632 960123",
        "actions": [{"href": "/everything", "text": "Change", "about": "the number to ring"}],
    },
]
STATUSES = ["open", "overdue", "met", "met-late", "waived", "declined", "stood-down", "undecided"]


class Report(KeyedForm):
    name = forms.CharField(label="Child's name", help_text="The name they are known by")
    last_seen = LondonMomentField(label="When was the child last seen?", help_text="24-hour clock, such as 21:40")
    born = LondonDateField(label="Date of birth", required=False)
    where = forms.ChoiceField(
        label="Where do they live?",
        choices=[("home", "At home"), ("care", "In care")],
        widget=Radios(hints={"care": "Any home or foster family"}, reveals={"care": "placement"}),
    )
    placement = forms.CharField(label="Which home", required=False)
    risks = forms.MultipleChoiceField(
        label="What worries you?", choices=[("cold", "The cold"), ("online", "Someone online")], widget=Checkboxes
    )
    grade = forms.ChoiceField(label="Grade", choices=[("", ""), ("medium", "Medium"), ("high", "High")])
    words = forms.CharField(label="What happened?", widget=forms.Textarea, max_length=200)
    picture = forms.FileField(label="Photograph", required=False)
    police = forms.BooleanField(label="I have rung the police")


TEMPLATE = """
{% extends "web/base.html" %}
{% block title %}Everything{% endblock %}
{% block before_content %}<a href="/" class="govuk-back-link">Back</a>{% endblock %}
{% block main %}
{% error_summary form %}
<h1 class="govuk-heading-l">Every component</h1>
<div id="board" data-refresh-every="1" data-refresh-url="/rows">{{ rows|safe }}</div>
<h2 class="govuk-heading-m">Statuses</h2>
<p>{% for status in statuses %}{% status_tag status %} {% endfor %}</p>
<h2 class="govuk-heading-m">Clocks</h2>
{% for due in dues %}<p class="govuk-body">{{ due|moment }}, {{ due|due_in:request.now }}</p>
{% clock_bar started due request.now %}{% endfor %}
<h2 class="govuk-heading-m">Summary</h2>{% include "web/includes/summary_list.html" with rows=summary %}
<h2 class="govuk-heading-m">Timeline</h2>{% include "web/includes/timeline.html" with items=events level=3 %}
<h2 class="govuk-heading-m">Form</h2>
<form method="post" novalidate data-keep-words="/words">{% csrf_token %}
{{ form.key }}{% for field in form.visible_fields %}{% if not field.is_revealed %}{{ field.as_field_group }}{% endif %}{% endfor %}
<div class="govuk-button-group">{% include "web/includes/submit.html" with text="Report" %}
{% include "web/includes/submit.html" with text="Save and come back" kind="secondary" name="later" value="1" %}</div>
</form>
{% endblock %}
"""  # noqa: E501

ROWS_SHOWN = """<p class="govuk-body">Rows number {{ number }} <a class="govuk-link" href="/first" id="first">First</a>
<a class="govuk-link" href="/second">Second</a></p>
<details class="govuk-details"><summary class="govuk-details__summary">
<span class="govuk-details__summary-text">Why</span></summary>
<div class="govuk-details__text">Because</div></details>"""

served = SimpleNamespace(rows=0, words=[], is_down=False)


def shown(template: str, request: HttpRequest, **context: object) -> str:
    return engines["django"].from_string(template).render(context, request)


def everything(request: HttpRequest) -> HttpResponse:
    form = Report(request.POST) if request.method == "POST" else Report(initial={"last_seen": NOW})
    if request.GET.get("said"):
        messages.success(request, "The report was sent to the police.")
        messages.warning(request, "Ring 101 and write down the incident number.")
    return HttpResponse(
        shown(
            TEMPLATE,
            request,
            form=form,
            demonstration=True,
            navigation=[
                {"href": "/everything", "text": "Board", "current": True},
                {"href": "/report", "text": "Report a child", "current": False},
            ],
            banners=["No worker is running. Reminders are not being sent."],
            refresh_every=60,
            statuses=STATUSES,
            started=NOW - timedelta(hours=10),
            dues=[NOW + timedelta(hours=30), NOW + timedelta(hours=2), NOW - timedelta(hours=2)],
            summary=ROWS,
            events=EVENTS,
            rows=shown(ROWS_SHOWN, request, number=0),
        )
    )


def rows(request: HttpRequest) -> HttpResponse:
    if served.is_down:
        return HttpResponse(status=503)
    served.rows += 1
    return HttpResponse(shown(ROWS_SHOWN, request, number=served.rows))


def words(request: HttpRequest) -> HttpResponse:
    served.words.append(request.POST["name"])
    return HttpResponse(status=204)


def unknown(request: HttpRequest) -> HttpResponse:
    raise Http404


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the page is broken")


urlpatterns = [
    path("everything", everything),
    path("rows", rows),
    path("words", words),
    path("unknown", unknown),
    path("forbidden", forbidden),
    path("broken", broken),
]
