from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "safereturn.agencies"
    label = "agencies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear of every sign-in."""
        from .sessions import listen

        listen()
