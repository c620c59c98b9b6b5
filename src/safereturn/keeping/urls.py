from django.urls import path

from .views import disposal, retention

app_name = "keeping"
urlpatterns = [
    path("keeping/", retention.overview, name="records"),
    path("keeping/find/", retention.find, name="find"),
    path("keeping/period/", retention.own_period, name="own-period"),
    path("keeping/children/<int:child_id>/", retention.of_a_child, name="record"),
    path("keeping/children/<int:child_id>/disposals/<int:disposal_id>/", disposal.agree, name="disposal"),
    path("keeping/children/<int:child_id>/holds/<int:hold_id>/lift/", retention.lift, name="lift-hold"),
]
