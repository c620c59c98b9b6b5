"""Words explained where they stand, and numbers of readings that lead to them. In a template: {% load handbook %}."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from safereturn.handbook.explained import Explained, Place
from safereturn.handbook.in_words import section_name

register = template.Library()
register.filter(section_name)


@register.simple_tag(takes_context=True)
def explain(context: dict[str, Any], text: str) -> str:
    """A text in which each word of the glossary is explained at its first use on the page."""
    explained: Explained = context["explained"]
    return format_html_join("", "{}", ((_shown(part),) for part in explained.parts(text)))


def _shown(part: str | Place) -> str:
    if isinstance(part, str):
        return part
    address = f"{reverse(f'handbook:{part.page}')}#{part.anchor}"
    return format_html('<a class="govuk-link" href="{}" title="{}">{}</a>', address, part.means, part.text)
