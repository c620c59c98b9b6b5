"""Views that were made by this and that post, for the tests of who may see them."""

from safereturn.agencies.models import Post, Team
from safereturn.audit.actions import Shown, log_views
from tests.apps.partnership import a_partnership

GOVERNED = ("Derbyshire Constabulary", "Derby City Council", "Derbyshire County Council")


def a_governed_partnership() -> dict[str, Team]:
    """The partnership of the tests, in which police and councils have an information governance team each."""
    teams = a_partnership()
    for agency, area in zip(GOVERNED, ("", "derby", "derbyshire"), strict=True):
        some = next(team for team in teams.values() if team.agency.name == agency)
        teams[f"{agency} governance"] = Team.objects.create(
            agency=some.agency, name=f"{agency} governance", kind="information-governance", area=area
        )
    return teams


def looks(post: Post, child_id: int, episode_id: int | None, *, page: str = "episode", times: int = 1) -> None:
    """A post is shown a child, so many times."""
    for _ in range(times):
        log_views(shown=[Shown(child_id, episode_id)], page=page, because="Tied", classes=["identity"], by=post)
