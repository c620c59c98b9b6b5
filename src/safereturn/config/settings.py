"""Django's settings, from the environment. They can be imported with no environment at all: tools do."""

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from jinja2 import StrictUndefined

from safereturn.config.addresses import data_folder, service_address
from safereturn.config.agency_sign_ins import agency_sign_ins
from safereturn.config.database_url import database
from safereturn.config.readings import settle

DEMONSTRATION_SECRET = "for the demonstration alone: no secret"  # noqa: S105 - refused outside the demonstration


def _is_on(variable: str) -> bool:
    return os.environ.get(variable, "").lower() in ("1", "yes", "true", "on")


SAFERETURN_DEMONSTRATION = _is_on("SAFERETURN_DEMONSTRATION")  # invented children, on one machine, without TLS
settle()  # the readings, as this partnership settled them: here for whoever serves without the command line
SAFERETURN_CLOCK = "safereturn.config.clock.now"  # the one reader of the clock: each request asks it once
SAFERETURN_DATA = data_folder()

SECRET_KEY = os.environ.get("SAFERETURN_SECRET", DEMONSTRATION_SECRET)
DEBUG = _is_on("SAFERETURN_DEBUG")
ALLOWED_HOSTS = os.environ.get("SAFERETURN_HOSTS", "127.0.0.1,localhost").split(",")
SAFERETURN_ADDRESS = os.environ.get("SAFERETURN_ADDRESS", f"https://{ALLOWED_HOSTS[0]}")  # where mails lead to

# Two roles: the owner migrates, the app runs the service and can neither change nor cut a log.
SAFERETURN_ROLE = os.environ.get("SAFERETURN_ROLE", "app")
DATABASES = {"default": database(service_address(SAFERETURN_ROLE))}
if SAFERETURN_ROLE == "app":
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a restarted database costs nobody an error page
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 4, "timeout": 10}  # in each process
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # each room's own
RESCUE_AFTER = int(os.environ.get("SAFERETURN_RESCUE_AFTER", "60"))  # seconds in which a worker was not heard of
WORKER_AWAITED_FOR = 2 * 60  # seconds after a web process starts, before its pages say that no worker lives
WORKER_ASKED_ABOUT_EVERY = 30  # seconds
SAFERETURN_SEALS = Path(os.environ.get("SAFERETURN_SEALS", SAFERETURN_DATA / "seals" / "days.txt"))
TIES_LAST = int(os.environ.get("SAFERETURN_TIES_LAST", "28"))  # days for which a closed episode can still be read
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "safereturn.web.apps.WebConfig",
    "safereturn.audit.apps.AuditConfig",
    "safereturn.agencies.apps.AgenciesConfig",
    "safereturn.access.apps.AccessConfig",
    "safereturn.people.apps.PeopleConfig",
    "safereturn.handbook.apps.HandbookConfig",
    "safereturn.children.apps.ChildrenConfig",
    "safereturn.episodes.apps.EpisodesConfig",
    "safereturn.duties.apps.DutiesConfig",
    "safereturn.finding.apps.FindingConfig",
    "safereturn.interviews.apps.InterviewsConfig",
    "safereturn.privacy.apps.PrivacyConfig",
    "safereturn.oversight.apps.OversightConfig",
    "safereturn.keeping.apps.KeepingConfig",
    "safereturn.config.apps.HouseConfig",
    "django.forms",  # lets our form renderer find Django's own templates
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "safereturn.web.middleware.one_moment_a_request",
    "safereturn.web.middleware.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "safereturn.agencies.middleware.acts_as_one_post",
    "safereturn.access.middleware.Gate",
]
ROOT_URLCONF = "safereturn.config.urls"
WSGI_APPLICATION = "safereturn.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["safereturn.web.templatetags.safereturn"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "safereturn.config.context.page",
            ],
        },
    },
    {  # the cards of the board alone: docs/adr/0009
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True},
    },
]
FORM_RENDERER = "safereturn.web.forms.Renderer"

# People are provisioned by their agency and sign in with a password and a second factor, or a passkey.
AUTH_USER_MODEL = "agencies.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 2 * 24 * 60 * 60  # seconds for which a link for a first or a new password works
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "safereturn.agencies.sign_in.ClosedSignUp"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "safereturn.agencies.models.displayed_name"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # computers in homes are shared
# Agencies with a sign-in service of their own.
SAFERETURN_SIGN_INS = agency_sign_ins()
if SAFERETURN_SIGN_INS:
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")
SOCIALACCOUNT_ADAPTER = "safereturn.agencies.agency_sign_in.OwnPeopleOnly"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form would need the agency's service in the policy of every page
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": SAFERETURN_SIGN_INS}}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "safereturn.agencies.forms.SecondFactorForm",
    "reauthenticate": "safereturn.agencies.forms.StillYouForm",
    "add_webauthn": "safereturn.agencies.forms.PasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Safe Return"
MFA_TOTP_TOLERANCE = 1  # periods of 30 seconds; telephones' clocks drift
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SAFERETURN_DEMONSTRATION

# A session ends 30 minutes after the latest page, and 10 hours after sign-in in any case (agencies.sessions).
# In a children's home, where several people use one computer, 15 minutes after it.
SESSION_COOKIE_AGE = 30 * 60
SESSION_AGE_IN_HOMES = 15 * 60
SESSION_RENEWED_EVERY_IN_HOMES = 60
SESSION_RENEWED_EVERY = 5 * 60
SESSION_ABSOLUTE_AGE = 10 * 60 * 60
SESSIONS_AT_MOST = 2  # of one person, that are let in at a time
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not SAFERETURN_DEMONSTRATION

SECURE_HSTS_SECONDS = 0 if SAFERETURN_DEMONSTRATION else 365 * 24 * 60 * 60
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if _is_on("SAFERETURN_BEHIND_TLS_PROXY"):  # only behind a proxy that sets this header itself: others could forge it
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: for the picture that sets up a second factor
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# In the database, because sign-in counts failed attempts there and several processes must share the count.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# A mail says that a task waits, with its reference, and no more. Those of the demonstration go to a folder, to nobody.
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if SAFERETURN_DEMONSTRATION else 'smtp'}.EmailBackend"
EMAIL_FILE_PATH = SAFERETURN_DATA / "mail"
EMAIL_HOST = os.environ.get("SAFERETURN_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SAFERETURN_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SAFERETURN_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAFERETURN_MAIL_PASSWORD", "")
EMAIL_USE_TLS = _is_on("SAFERETURN_MAIL_TLS")
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("SAFERETURN_MAIL_FROM", "safe-return@safe-return.example")

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("SAFERETURN_STATIC", SAFERETURN_DATA / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Logs say which page failed and never about whom: no path parameters, no forms, no queries.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"safereturn": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
