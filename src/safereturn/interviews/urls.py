from safereturn.episodes.acts import urls_of

from .forms import ACTS

app_name = "interviews"
urlpatterns = [address for act in ACTS for address in urls_of("interviews", act)]
