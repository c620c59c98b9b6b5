from django.urls import path

from . import views
from .acts import urls_of
from .forms import ACTS

app_name = "episodes"
urlpatterns = [
    path("report/", views.start_report, name="start-report"),
    path("report/<uuid:key>/throw-away/", views.throw_away, name="throw-away"),
    path("report/<uuid:key>/<str:step>/", views.report, name="report"),
    path("report/<uuid:key>/<str:step>/draft/", views.keep_draft, name="keep-draft"),
    *(address for act in ACTS for address in urls_of("episodes", act)),
]
