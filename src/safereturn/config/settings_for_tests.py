"""The settings of the tests: as the service runs, but for what only costs time, or stands in the way, there."""

from safereturn.config.agency_sign_ins import as_app
from safereturn.config.settings import *  # noqa: F403
from safereturn.config.settings import INSTALLED_APPS, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests sign in often, and hold no secrets
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # styles and scripts as they lie in the rooms, never collected
WORKER_AWAITED_FOR = WORKER_ASKED_ABOUT_EVERY = 0  # each page asks, so that each test counts the same queries
SESSIONS_AT_MOST = 1000  # many a test opens a browser for each act; tests/apps/agencies/test_sessions.py has two again

# tests/apps/agencies/test_agency_sign_in.py plays the service, at an address of its own.
CITY = {"id": "city", "agency": "Derby City Council", "server": "http://127.0.0.1:9", "client": "safe-return"}
SAFERETURN_SIGN_INS = [as_app(**CITY, secret="none")]  # noqa: S106
INSTALLED_APPS = [*INSTALLED_APPS, "allauth.socialaccount.providers.openid_connect"]
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": SAFERETURN_SIGN_INS}}
