"""One file's bytes in, one immutable record of facts out; no other file, no rule."""
