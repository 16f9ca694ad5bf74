"""Files in, one `Program` a mini-program out: project walk, modules, values, handlers, outcomes."""

from wxlint import native

native.prefer(__name__, __path__)
