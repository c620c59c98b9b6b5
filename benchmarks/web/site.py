"""A Django site in a process of its own: asked for pages without a server, it tells what they cost."""

import os
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from benchmarks.figures import processor_seconds


class Asked(NamedTuple):
    """A page by its name, and how often to show it; not at all asks how many statements it makes instead."""

    name: str
    times: int = 0


class Page:
    """A page that somebody has open: shown by the whole site, middleware and all, as a server would ask for it."""

    def __init__(self, application: Callable[..., Any], address: str, *, cookie: str) -> None:
        from django.test import RequestFactory

        self.application = application
        self.environment = RequestFactory(HTTP_COOKIE=cookie).get(address).environ

    def __call__(self) -> None:
        """Show it. Raises `RuntimeError` when it is not shown."""
        answer = self.application(dict(self.environment), lambda *_: None)
        for _ in answer:
            pass
        answer.close()  # as a server does: only then is the connection to the database given back
        if answer.status_code != 200:
            raise RuntimeError(f"{self.environment['PATH_INFO']} answers {answer.status_code}, so it measures nothing.")


def bare(pipe: Connection) -> None:
    """Be the bare site, until None is asked for."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.web.bare.settings"
    from django import setup

    setup()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    from safereturn.config.clock import now

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    cookie = _signed_in(import_module("benchmarks.web.bare.seed").load(now()))
    application = get_wsgi_application()
    _answer(pipe, {name: Page(application, f"/{name}", cookie=cookie) for name in ("empty", "rows")})


def product(pipe: Connection) -> None:
    """Be Safe Return as it is served, until None is asked for."""
    from safereturn.config.django_setup import set_up_django

    set_up_django()
    from django.conf import settings
    from django.core.management import call_command

    from safereturn.config.clock import now

    settings.ROOT_URLCONF = "benchmarks.web.product_urls"
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("collectstatic", interactive=False, verbosity=0)
    seed = import_module("benchmarks.web.seed")
    seeded = seed.load(now())
    application = import_module("safereturn.config.wsgi").application

    def page(address: str, post: Any) -> Page:
        return Page(application, address, cookie=_signed_in(post.person))

    never_gone, twice_gone = iter(seeded.never_gone), iter(seeded.twice_gone)
    episode = f"/episodes/{seeded.episode.pk}/"
    duty = f"{episode}duties/{seeded.episode.duties.first().pk}/"
    _answer(
        pipe,
        {
            "empty": page("/empty/", seeded.officer),
            "board of 50": page("/", seeded.officer),
            "board of 5": page("/", seeded.carer_of_five),
            "board of nobody": page("/", seeded.carer_of_none),
            "episode": page(episode, seeded.officer),
            "duty": page(duty, seeded.officer),
            "first report": lambda: seed.report(next(never_gone), seeded.carer, now()),
            "third report, every concern": lambda: seed.report(
                next(twice_gone), seeded.carer, now(), every_concern=True
            ),
        },
    )


@cache
def _signed_in(person: Any) -> str:
    """The cookie of this person's session: one, since a third would not be let in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _answer(pipe: Connection, shows: Mapping[str, Callable[[], object]]) -> None:
    """Answer what is asked: seconds of this process for one showing, or a number of statements."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    pipe.send("ready")
    while (asked := pipe.recv()) is not None:
        show = shows[asked.name]
        if asked.times:
            pipe.send(processor_seconds(lambda: [show() for _ in range(asked.times)]) / asked.times)  # noqa: B023
        else:
            show()  # what a session or a process asks once only is not counted
            with CaptureQueriesContext(connection) as captured:
                show()
            pipe.send(len(captured))
