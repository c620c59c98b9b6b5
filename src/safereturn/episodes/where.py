"""Where a child lives or stays: chosen, or told by a postcode."""

from typing import Any

from django import forms

from safereturn.agencies.postcodes import NotAPostcode, Place, place_of
from safereturn.agencies.queries import front_door_of
from safereturn.protocol import vocabulary as v
from safereturn.web.forms import Radios

OUR_AREAS = {v.DERBY: "Derby", v.DERBYSHIRE: "Derbyshire"}
_WHERE = "Where does the child live or stay?"


class WhereForm(forms.Form):
    """The area in which a child lives or stays; a postcode will do."""

    postcode = forms.CharField(
        label="Postcode where the child lives or stays",
        required=False,
        max_length=12,
        help_text="It tells which council answers, and is not kept.",
    )
    area = forms.ChoiceField(
        label=_WHERE,
        label_suffix="",
        choices=[*OUR_AREAS.items(), (v.ELSEWHERE, "Outside both")],
        widget=Radios(hints={v.ELSEWHERE: "Placed elsewhere by Derby or Derbyshire, who look after them."}),
        required=False,
        help_text="You can leave this out where you have given a postcode.",
    )

    def clean_postcode(self) -> Place | None:
        """Where the postcode lies; None where none was given."""
        typed = self.cleaned_data["postcode"]
        try:
            return place_of(typed) if typed else None
        except NotAPostcode as wrong:
            raise forms.ValidationError(f"{wrong}, or leave it out") from None

    def clean(self) -> dict[str, Any]:
        """The area is the chosen one, or that of the postcode; the two do not contradict each other."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, place = cleaned.get("area"), cleaned.get("postcode")
        ours = place.area if place is not None and place.area in OUR_AREAS else None
        if chosen and ours and chosen != ours:
            lies = OUR_AREAS[ours]
            self.add_error("area", f"{place.postcode} lies in {lies}. Choose {lies}, or leave the postcode out")
        elif not chosen and ours:
            cleaned["area"] = ours
        elif not chosen and not {"area", "postcode"} & set(self.errors):
            self.add_error("area", _why_to_choose(place))
        return cleaned


def place_in_words(place: Place) -> str:
    """A postcode with its district, and the front door that answers there."""
    answers = front_door_of(place.area) if place.area else ""
    parts = (place.postcode, place.district, f"{answers} answers for it" if answers else "")
    return "\n".join(part for part in parts if part)


def _why_to_choose(place: Place | None) -> str:
    """What to say where the area was left out and no postcode tells it."""
    if place is None:
        return f"Answer the question “{_WHERE}”"
    if place.area == v.ELSEWHERE:
        return f"{place.postcode} lies outside Derby and Derbyshire. Choose where the child stays now"
    return f"The postcode {place.postcode} is not known. Check it, or choose where the child lives or stays"
