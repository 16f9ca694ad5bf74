"""The abstract interpreter: runs a project's scripts on values of which only a part is known."""
