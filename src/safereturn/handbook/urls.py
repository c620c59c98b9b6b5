from django.urls import path

from . import views

app_name = "handbook"
urlpatterns = [
    path("handbook/", views.start, name="start"),
    path("handbook/glossary/", views.glossary, name="glossary"),
    path("handbook/law/", views.law, name="law"),
    path("handbook/readings/", views.all_readings, name="readings"),
    path("handbook/compare/<slug:before>/<slug:after>/", views.compare, name="compare"),
    path("handbook/<slug:edition>/", views.start, name="edition"),
    path("handbook/<slug:edition>/handbook.pdf", views.pdf, name="pdf"),
    path("handbook/<slug:edition>/search/", views.search, name="search"),
    path("handbook/<slug:edition>/roles/<slug:role>/", views.role, name="role"),
    path("handbook/<slug:edition>/situations/<slug:slug>/", views.situation, name="situation"),
    path("handbook/<slug:edition>/duties/<slug:id>/", views.duty, name="duty"),
    path("handbook/<slug:edition>/<slug:slug>/", views.chapter, name="chapter"),
]
