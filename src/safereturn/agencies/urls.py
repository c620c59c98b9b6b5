from django.conf import settings
from django.urls import path

from . import views

app_name = "agencies"
urlpatterns = [
    path("posts/", views.posts, name="posts"),
    path("sessions/", views.sessions, name="sessions"),
]
if settings.SAFERETURN_DEMONSTRATION:
    urlpatterns.append(path("demonstration/", views.demonstration, name="demonstration"))
if settings.SAFERETURN_SIGN_INS:
    from .signed_tokens import come_back

    urlpatterns.append(path("accounts/oidc/<str:provider_id>/login/callback/", come_back, name="come-back"))
