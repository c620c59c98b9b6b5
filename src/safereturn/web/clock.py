"""The moment, for whoever serves no request: a request has its own, `request.now`."""

import datetime as dt

from django.conf import settings
from django.utils.module_loading import import_string


def now() -> dt.datetime:
    """The moment now, from the one clock, which SAFERETURN_CLOCK names."""
    moment: dt.datetime = import_string(settings.SAFERETURN_CLOCK)()
    return moment
