"""Safe Return: one shared record of a missing child's episode and of every duty the protocol creates."""
