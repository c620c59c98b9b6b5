"""The partnership of the kills, made in the database of the service under test: prints the posts of eight reporters.

Run as a program of its own, since the service under test has its own database.
"""

import json

from safereturn.config.django_setup import set_up_django

set_up_django()

from tests.apps.partnership import a_partnership, a_post  # noqa: E402  # these need Django

REPORTERS = (
    ("Birch House", "residential-worker"),
    ("Birch House", "home-manager"),
    ("Control room", "call-taker"),
    ("Control room", "police-officer"),
    ("First Contact", "front-door-worker"),
    ("Starting Point", "front-door-worker"),
    ("City social care", "social-worker"),
    ("County social care", "social-worker"),
)

if __name__ == "__main__":
    teams = a_partnership()
    print(json.dumps([a_post(teams[team], role).pk for team, role in REPORTERS]))
