"""`python -m tests.oracle [STEPS]`: 5,000,000 steps, or as many as are asked for, block by block.

A line of the ledger is written as each block ends, so that it can be stopped, and goes on where it was when called
again. What was walked before the rules or this derivation changed stays in the ledger and is told apart: only steps
under one and the same text add up.
"""

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from tests.oracle.walk import in_words, walked

ROOT = Path(__file__).parents[2]
LEDGER = ROOT / "var" / "second-derivation.jsonl"
AHEAD = 50
"""Blocks that are handed out at once; how many more may be walked than were asked for."""


def text_of_both_sides() -> str:
    """A short sum of all that the comparison rests on: the rules, and this derivation."""
    both = sha256()
    for folder in (ROOT / "src" / "safereturn" / "protocol", Path(__file__).parent):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".csv"):
                both.update(path.read_bytes())
    return both.hexdigest()[:12]


def ledger() -> list[dict[str, Any]]:
    """The blocks that were walked: block, histories, steps, whether it parted, and under which text."""
    return [json.loads(line) for line in LEDGER.read_text().splitlines()] if LEDGER.exists() else []


def walk_to(steps: int, text: str) -> None:
    """Walk the blocks that are not in the ledger, in order, until so many steps under this text are in it."""
    mine = [line for line in ledger() if line["text"] == text]
    done, so_far = {line["block"] for line in mine}, sum(line["steps"] for line in mine)
    waiting = (block for block in count() if block not in done)
    with LEDGER.open("a") as file, ProcessPoolExecutor(max_workers=os.cpu_count()) as processes:
        while so_far < steps:
            for one in processes.map(walked, [next(waiting) for _ in range(AHEAD)]):
                so_far += one.steps
                line = {"text": text, "block": one.block, "histories": one.histories, "steps": one.steps}
                file.write(json.dumps(line | {"parted": one.parted}) + "\n")
                file.flush()
                if one.parted:
                    (LEDGER.parent / f"parted-in-block-{one.block}.json").write_text(json.dumps(one.parted, indent=1))
                    print(in_words(one), flush=True)


def told(text: str) -> int:
    """Say what the ledger adds up to; the number of blocks in which both sides part."""
    lines = ledger()
    mine = [line for line in lines if line["text"] == text]
    parted = sum(line["parted"] is not None for line in mine)
    steps, histories = sum(line["steps"] for line in mine), sum(line["histories"] for line in mine)
    earlier = sum(line["steps"] for line in lines) - steps
    print(f"{len(mine)} blocks, {histories} histories, {steps} steps compared; {parted} blocks part.")
    if earlier:
        print(f"Before the rules or the derivation were last changed: {earlier} steps.")
    return parted


if __name__ == "__main__":
    LEDGER.parent.mkdir(exist_ok=True)
    text = text_of_both_sides()
    walk_to(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000, text)
    sys.exit(1 if told(text) else 0)
