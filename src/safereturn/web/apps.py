"""The web room: the look of pages and forms, which every other room stands on."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "safereturn.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
