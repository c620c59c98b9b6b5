"""The few routes that need no permission, each with the reason. A reviewed list: every other route names its own."""

from django.conf import settings

# Open to anybody, signed in or not
OPEN: dict[str, str] = {
    "live": "Tells a monitor that the service runs. Says nothing else.",
    "ready": "Tells a monitor that the service can answer. Says nothing else.",
    "worker": "Tells a monitor that somebody works in the background. Says nothing else.",
    "account_login": "Signing in.",
    "account_inactive": "Says that an account is closed.",
    "mfa_authenticate": "Signing in: the second factor.",
    "mfa_login_webauthn": "Signing in with a passkey.",
    "socialaccount_login_cancelled": "Says that one has not signed in.",
    "socialaccount_login_error": "Says that one's agency's own service let nobody in.",
    "account_logout": "Signing out; also from between the two factors.",
    "people:welcome": "Setting a password by a link that one's administrator had sent: it works once.",
    "agencies:demonstration": "Signing in as an invented person. There only in the demonstration.",
}

if settings.SAFERETURN_SIGN_INS:  # there only where an agency has a sign-in service of its own
    OPEN |= {
        "openid_connect_login": "Signing in by one's agency's own service: there it begins.",
        "agencies:come-back": "Signing in by one's agency's own service: there it ends.",
        "openid_connect_callback": "The library's page for that, in whose place ours stands.",
    }

# Open to whoever has signed in: their own account, and no child
OWN_ACCOUNT: dict[str, str] = {
    "account_reauthenticate": "Giving the password again before something is changed.",
    "account_change_password": "One's own password.",
    "mfa_index": "One's own second factors.",
    "mfa_reauthenticate": "Giving the second factor again before something is changed.",
    "mfa_activate_totp": "Setting up an authenticator app.",
    "mfa_deactivate_totp": "Taking one's own authenticator app off.",
    "mfa_view_recovery_codes": "One's own recovery codes.",
    "mfa_generate_recovery_codes": "New recovery codes.",
    "mfa_download_recovery_codes": "One's own recovery codes, as a file.",
    "mfa_list_webauthn": "One's own passkeys.",
    "mfa_add_webauthn": "A new passkey.",
    "mfa_reauthenticate_webauthn": "Giving a passkey again before something is changed.",
    "mfa_remove_webauthn": "Taking one's own passkey off.",
    "mfa_edit_webauthn": "Naming one's own passkey.",
    "agencies:posts": "Choosing the post that one acts as.",
    "agencies:sessions": "Where one is signed in, and ending it there.",
}

# The one of them that a third session of a person opens, while two others are open
OF_A_THIRD_SESSION = "agencies:sessions"

# Pages of the sign-in library that nobody can open: accounts and passwords are given out by the agency.
CLOSED: dict[str, str] = {
    "account_signup": "Nobody registers themselves.",
    "account_email": "The agency keeps the mail addresses.",
    "account_email_verification_sent": "The agency keeps the mail addresses.",
    "account_confirm_email": "The agency keeps the mail addresses.",
    "account_set_password": "The agency gives out the first password.",
    "account_reset_password": "A mailbox is no proof of who somebody is.",
    "account_reset_password_done": "A mailbox is no proof of who somebody is.",
    "account_reset_password_from_key": "A mailbox is no proof of who somebody is.",
    "account_reset_password_from_key_done": "A mailbox is no proof of who somebody is.",
    "socialaccount_signup": "Nobody registers themselves.",
    "socialaccount_connections": "Whom an agency's service vouches for is settled by the address that the agency gave.",
    "social/login/cancelled/": "An old address of the library's.",
    "social/login/error/": "An old address of the library's.",
    "social/signup/": "An old address of the library's.",
    "social/connections/": "An old address of the library's.",
    "account_confirm_login_code": "A mailbox is no proof of who somebody is.",
}
