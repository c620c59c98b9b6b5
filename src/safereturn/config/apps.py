from django.apps import AppConfig


class HouseConfig(AppConfig):
    """The top of the house: the only room that knows all the others."""

    name = "safereturn.config"
    label = "house"

    def ready(self) -> None:
        from . import wiring

        wiring.wire()
