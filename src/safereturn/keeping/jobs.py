"""The jobs of this room. Each works out what is due from what is stored, and may run twice."""

from procrastinate.contrib.django import app

from safereturn.duties.jobs import TRY_AGAIN
from safereturn.protocol.periods import in_london
from safereturn.web import clock

from . import actions, disposal


@app.periodic(cron="11 3 * * *")
@app.task(lock="propose-disposals", retry=TRY_AGAIN)
def propose_disposals(timestamp: int) -> None:
    """Propose each night what is due to go. Nothing goes by it."""
    actions.propose(today=in_london(clock.now()).date())


@app.periodic(cron="21 3 * * *")
@app.task(lock="carry-out-disposals", retry=TRY_AGAIN)
def carry_out_disposals(timestamp: int) -> None:
    """Let go each night what two people agreed to, where the day on which they did is sealed."""
    disposal.carry_out(today=in_london(clock.now()).date())
