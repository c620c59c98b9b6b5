from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/add/", views.joiner, name="joiner"),
    path("people/certify/", views.certify, name="certify"),
    path("people/changes/", views.changes, name="changes"),
    path("people/asked/<int:asked_id>/", views.answer, name="answer"),
    path("people/<int:person_id>/", views.person, name="person"),
    path("people/<int:person_id>/post/", views.mover, name="mover"),
    path("people/<int:person_id>/end/<int:post_id>/", views.end, name="end"),
    path("people/<int:person_id>/leave/", views.leaver, name="leaver"),
    path("people/<int:person_id>/open/", views.reopen, name="reopen"),
    path("people/<int:person_id>/link/", views.link, name="link"),
    path("welcome/<uidb64>/<token>/", views.welcome, name="welcome"),
]
