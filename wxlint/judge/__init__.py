"""Rules look at a program and make findings; suppressions and levels are applied here, once for all."""
