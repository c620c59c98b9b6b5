from django.urls import path

from . import views

app_name = "finding"
urlpatterns = [
    path("children/find/", views.find, name="find"),
    path("children/<int:child_id>/ask/", views.ask, name="ask"),
    path("children/<int:child_id>/hand-over/", views.hand_over, name="hand-over"),
    path("children/asked/", views.asked, name="asked"),
    path("children/asked/<int:asking_id>/", views.answer, name="answer"),
    path("children/handed/<int:handed_id>/", views.take_up, name="take-up"),
    path("children/alike/", views.alike, name="alike"),
    path("children/alike/<int:pair_id>/", views.pair, name="pair"),
]
