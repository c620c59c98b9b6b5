from django.urls import path

from .views import glass

app_name = "privacy"
urlpatterns = [
    path("children/<int:child_id>/break-glass/", glass.ask, name="break-glass"),
    path("break-glass/", glass.own, name="own-glass"),
    path("break-glass/authorise/", glass.waiting, name="to-authorise"),
    path("break-glass/authorise/<int:glass_id>/", glass.answer, name="authorise"),
]
