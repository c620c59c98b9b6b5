"""An agency begins with two administrators; from then on they alone add people."""

import re

import pytest
from django.core import mail

from safereturn.agencies.models import Agency, PeopleChange, Person, Post
from safereturn.config.command_line import main
from safereturn.people import actions
from safereturn.people.beginning import begin_agency
from safereturn.people.mail import mail_link

from .conftest import NOW, sent

pytestmark = pytest.mark.django_db
ADA, BO = ("Ada Keeper", "Ada@North.example"), ("Bo Second", "bo@north.example")


def begin(*administrators: tuple[str, str]) -> list[Person]:
    return begin_agency(
        name="Northshire Council", kind="council", area="elsewhere", administrators=administrators,
        address="http://testserver", now=NOW,
    )  # fmt: skip


def test_two_administrators_get_an_account_a_post_and_a_link_and_it_stands_in_the_log() -> None:
    ada, bo = begin(ADA, BO)
    agency = Agency.objects.get(name="Northshire Council")
    assert {post.person for post in Post.objects.filter(role="agency-administrator", team__agency=agency)} == {ada, bo}
    mail_link(person_id=ada.pk, address="http://testserver")
    assert mail.outbox[0].to == ["ada@north.example"]
    log = PeopleChange.objects.filter(agency=agency, person=ada).order_by("id")
    assert [line.what for line in log] == ["provisioned", "post-began", "link-sent"]
    assert {line.said_by for line in log} == {"Those who run the service"}


@pytest.mark.parametrize("administrators", [[ADA], [ADA, ADA], [ADA, ("Again", " ada@north.example ")]])
def test_one_alone_does_not_begin_an_agency(administrators: list[tuple[str, str]]) -> None:
    with pytest.raises(actions.Refused, match="two administrators"):
        begin(*administrators)
    assert not Agency.objects.exists()


def test_where_there_is_an_administrator_nobody_else_adds_one() -> None:
    ada, bo = begin(ADA, BO)
    with pytest.raises(actions.Refused, match="They add others"):
        begin(("Cy", "cy@north.example"), ("Di", "di@north.example"))
    by = Post.objects.get(person=bo)
    actions.close(person=ada, because="Left", sent=sent(by))
    Person.objects.filter(pk=bo.pk).update(is_active=False)  # not used for a month
    begin(("Cy", "cy@north.example"), ("Di", "di@north.example"))  # so that no agency is locked out for ever


def test_an_address_that_somebody_has_is_refused_and_nothing_begins() -> None:
    Person.objects.provision(email="bo@north.example", full_name="Bo")
    with pytest.raises(actions.Refused, match="Somebody has this address already"):
        begin(ADA, BO)
    assert not Post.objects.exists()


def test_the_command_says_what_is_wrong_with_what_it_was_given(capsys: pytest.CaptureFixture[str]) -> None:
    told = ["begin-agency", "North", "--kind", "bakery", "--administrator", "Ada", "--address", "http://testserver"]
    assert main(told) == 2
    said = capsys.readouterr().err
    assert re.search("'bakery' is no kind of agency", said)
    assert "'Ada' is not: Name <address>" in said


def test_the_command_begins_an_agency_once(capsys: pytest.CaptureFixture[str]) -> None:
    told = [
        "begin-agency", "North", "--kind", "council", "--address", "http://testserver",
        "--administrator", "Ada <ada@north.example>", "--administrator", "Bo <bo@north.example>",
    ]  # fmt: skip
    assert main(told) == 0
    assert "ada@north.example and bo@north.example" in capsys.readouterr().out
    assert main(told) == 1
    assert "has an administrator" in capsys.readouterr().err
