"""What a browser says of itself, in words that people know it by: "Chrome on Windows"."""

# In this order, because most browsers also say that they are some of those beneath them.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chromium/", "Chromium"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_DEVICES = (
    ("Windows", "Windows"),
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android phone or tablet"),
    ("CrOS", "a Chromebook"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """The browser and the kind of device, as far as the header `User-Agent` tells: anybody can say anything in it."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "A browser")
    device = next((name for sign, name in _DEVICES if sign in user_agent), "a device of an unknown kind")
    return f"{browser} on {device}"
