"""How a worker speaks to the database."""

import asyncio
from typing import Any, LiteralString

from procrastinate import BaseConnector, PsycopgConnector
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from psycopg import OperationalError

PAUSES = (0.5, 1, 2, 4, 8)  # seconds, while a database is started again


class WorkerConnection(PsycopgConnector):
    """Takes and ends jobs over connections of its own, and defers jobs over Django's.

    A job that a job defers is therefore in its transaction, as it is for a page. With the library's own connection
    it would be there before the transaction ends, and stay when that is undone.
    """

    def __init__(self) -> None:
        super().__init__(kwargs=connector_params(), min_size=1)

    def get_sync_connector(self) -> BaseConnector:
        """Django's connection, for what a job does."""
        return DjangoConnector()

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:
        """Run a statement whose answer nobody needs, and again when the database was lost meanwhile.

        The end of a job is written so. Were it lost, the job would seem to run for as long as this worker lives,
        and its lock would hold up every later job of the same child.
        """
        for pause in PAUSES:
            try:
                return await super().execute_query_async(query, **arguments)
            except ConnectorException as error:
                if not isinstance(error.__cause__, OperationalError):
                    raise
                await asyncio.sleep(pause)
        return await super().execute_query_async(query, **arguments)
