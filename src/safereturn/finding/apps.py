from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "safereturn.finding"
    label = "finding"
    default_auto_field = "django.db.models.BigAutoField"
