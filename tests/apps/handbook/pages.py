"""The pages of the handbook as a reader gets them."""

import re
from html import unescape

from django.test import Client

from safereturn.handbook import contents
from safereturn.protocol.editions import EDITIONS

IDS = re.compile(r'\bid="([^"]+)"')
LINKS = re.compile(r'\bhref="(/handbook/[^"]*)"')


def page(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def words(html: str) -> str:
    """What a page says, without its mark-up."""
    html = re.sub(r"</(?:p|li|t[dhr]|d[dt]|h\d|div|caption)>|<br>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def addresses_of_chapters() -> list[str]:
    return [f"/handbook/{edition}/{slug}/" for edition in EDITIONS for slug in contents.chapters(edition)]


def part(html: str, anchor: str) -> str:
    """What stands at an anchor, up to the next one."""
    start = html.index(f'id="{anchor}"')
    following = IDS.search(html, start + len(anchor) + 5)
    return html[start : following.start() if following else None]
