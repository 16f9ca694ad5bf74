"""Files in, one `Program` a mini-program out: project walk, modules, values, handlers, outcomes."""
