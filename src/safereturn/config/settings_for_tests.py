"""The settings of the tests: as the service runs, but for what only costs time there."""

from safereturn.config.settings import *  # noqa: F403
from safereturn.config.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests sign in often, and hold no secrets
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # styles and scripts as they lie in the rooms, never collected
WORKER_AWAITED_FOR = WORKER_ASKED_ABOUT_EVERY = 0  # each page asks, so that each test counts the same queries
