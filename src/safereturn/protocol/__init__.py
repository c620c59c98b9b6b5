"""The protocol, as pure rules: events and facts in, duties out.

Standard library only. Nothing here knows a database, a network or a clock: the time is always told.
"""
