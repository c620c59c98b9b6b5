"""Every route of the service, walked: each names its permission, or is on the reviewed list."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from safereturn.access.public_routes import CLOSED, OPEN, OWN_ACCOUNT
from safereturn.access.rights import ACTIONS


def routes(resolver: URLResolver | None = None, rooms: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """Every route, with its full name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, (*rooms, entry.namespace) if entry.namespace else rooms)
        else:
            yield ":".join((*rooms, entry.name or str(entry.pattern))), entry


def test_every_route_names_its_permission_or_is_on_the_reviewed_list() -> None:
    unnamed = [
        name
        for name, route in routes()
        if getattr(route.callback, "permission", None) not in ACTIONS and name not in {*OPEN, *OWN_ACCOUNT, *CLOSED}
    ]
    assert unnamed == []


def test_the_reviewed_list_names_only_routes_that_there_are_each_once() -> None:
    listed = [*OPEN, *OWN_ACCOUNT, *CLOSED]
    assert len(listed) == len(set(listed))
    there = {name for name, _ in routes()}
    assert [name for name in listed if name not in there] == []


def test_no_route_on_the_reviewed_list_names_a_permission_too() -> None:
    both = [name for name, route in routes() if name in OPEN and hasattr(route.callback, "permission")]
    assert both == []


def test_every_route_about_children_says_that_it_shows_them() -> None:
    shows = {name for name, route in routes() if getattr(route.callback, "shows_children", False)}
    assert {"duties:board", "duties:episode", "duties:duty"} <= shows
