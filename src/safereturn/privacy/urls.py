from django.urls import path

from .views import flags, glass, history, referee

app_name = "privacy"
urlpatterns = [
    path("children/<int:child_id>/break-glass/", glass.ask, name="break-glass"),
    path("children/<int:child_id>/views/", history.of_a_child, name="views"),
    path("children/<int:child_id>/flags/", flags.of_a_child, name="flags"),
    path("children/<int:child_id>/flags/<int:flag_id>/lift/", flags.lift, name="lift-flag"),
    path("views/", history.own, name="own-views"),
    path("privacy/", referee.waiting, name="referee"),
    path("privacy/published/", referee.published, name="published"),
    path("privacy/<slug:kind>/<int:item_id>/", referee.answer, name="review"),
    path("break-glass/", glass.own, name="own-glass"),
    path("break-glass/kept/", glass.by_name, name="kept-glass"),
    path("break-glass/authorise/", glass.waiting, name="to-authorise"),
    path("break-glass/authorise/<int:glass_id>/", glass.answer, name="authorise"),
]
