"""The web service, for any WSGI server. It refuses to start when it is not safe to run."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safereturn.config.settings")
application = get_wsgi_application()

from safereturn.config.checks import refuse_unless_safe  # noqa: E402 - needs the settings, which the line above reads

refuse_unless_safe()
