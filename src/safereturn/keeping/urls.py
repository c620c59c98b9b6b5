from django.urls import path

from .views import disposal, retention, subject

app_name = "keeping"
urlpatterns = [
    path("keeping/", retention.overview, name="records"),
    path("keeping/find/", retention.find, name="find"),
    path("keeping/period/", retention.own_period, name="own-period"),
    path("keeping/children/<int:child_id>/", retention.of_a_child, name="record"),
    path("keeping/children/<int:child_id>/disposals/<int:disposal_id>/", disposal.agree, name="disposal"),
    path("keeping/children/<int:child_id>/holds/<int:hold_id>/lift/", retention.lift, name="lift-hold"),
    path("keeping/children/<int:child_id>/requests/", subject.requests, name="subject-requests"),
    path("keeping/children/<int:child_id>/requests/<int:request_id>/", subject.draft, name="subject-draft"),
    path("keeping/children/<int:child_id>/requests/<int:request_id>/part/", subject.part, name="subject-part"),
    path("keeping/children/<int:child_id>/requests/<int:request_id>/item/", subject.item, name="subject-item"),
    path("keeping/children/<int:child_id>/requests/<int:request_id>/file/", subject.file, name="subject-file"),
    path("keeping/children/<int:child_id>/requests/<int:request_id>/file.json", subject.as_json, name="subject-json"),
]
