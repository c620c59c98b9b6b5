from safereturn.episodes.acts import urls_of

from . import forms, waiving

app_name = "interviews"
urlpatterns = [address for act in (*forms.ACTS, *waiving.ACTS) for address in urls_of("interviews", act)]
