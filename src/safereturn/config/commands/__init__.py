"""The sub-commands of `safereturn`, one a module, each with a `main`."""
