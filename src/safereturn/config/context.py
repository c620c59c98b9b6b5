"""What every page's template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from safereturn.access.decisions import may_by_role
from safereturn.config import worker_life
from safereturn.finding.handing import how_many_wait
from safereturn.privacy import referee
from safereturn.privacy.queries import how_many_to_authorise


def page(request: HttpRequest) -> dict[str, Any]:
    """Who is signed in, as which post, where they can go, and this page's moment."""
    post = getattr(request, "post", None)
    navigation = []
    if post is not None:
        if may_by_role(post, "see-board"):
            navigation.append({"href": "/", "text": "Board", "current": request.path == "/"})
        if may_by_role(post, "report"):
            navigation.append({"href": "/report/", "text": "Report a child", "current": request.path == "/report/"})
        if may_by_role(post, "find-child"):
            current = request.path.startswith(("/children/find/", "/children/alike/"))
            navigation.append({"href": "/children/find/", "text": "Find a child", "current": current})
        if may_by_role(post, "let-in") and (some := how_many_wait(post)):
            current = request.path.startswith(("/children/asked/", "/children/handed/"))
            navigation.append({"href": "/children/asked/", "text": f"Asked: {some}", "current": current})
        if may_by_role(post, "authorise-glass") and (some := how_many_to_authorise(post)):
            current = request.path.startswith("/break-glass/authorise/")
            navigation.append({"href": "/break-glass/authorise/", "text": f"To authorise: {some}", "current": current})
        if may_by_role(post, "see-governance"):
            current = request.path.startswith("/oversight/")
            navigation.append({"href": "/oversight/", "text": "Oversight", "current": current})
        if may_by_role(post, "keep-posts"):
            current = request.path.startswith("/people/")
            navigation.append({"href": "/people/", "text": "People", "current": current})
        if may_by_role(post, "see-view-log"):
            current = request.path.startswith("/privacy/")
            text = f"Privacy: {some}" if (some := referee.how_many_wait(post)) else "Privacy"
            navigation.append({"href": "/privacy/", "text": text, "current": current})
        if may_by_role(post, "keep-records"):
            current = request.path.startswith("/keeping/")
            navigation.append({"href": "/keeping/", "text": "Records", "current": current})
        if may_by_role(post, "see-own-views"):
            navigation.append({"href": "/views/", "text": "Views", "current": request.path == "/views/"})
        current = request.path.startswith("/handbook/")
        navigation.append({"href": "/handbook/", "text": "Handbook", "current": current})
    return {
        "banners": [] if post is None else worker_life.banners(),
        "agency_sign_ins": settings.SAFERETURN_SIGN_INS,
        "demonstration": settings.SAFERETURN_DEMONSTRATION,
        "navigation": navigation,
        "post": post,
        "choose_post": reverse("agencies:posts") if post is not None else "",
        "now": getattr(request, "now", None),
    }
