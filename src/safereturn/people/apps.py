from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "safereturn.people"
    label = "people"
