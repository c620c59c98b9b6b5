"""The least that a signed-in Django site needs: the limit that our pages are compared with."""
