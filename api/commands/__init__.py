"""The commands of `mueang`, a module each, imported when it is typed: `serve` has no time for what others need."""
