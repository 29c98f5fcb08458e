#!/bin/sh
# Run a command where nothing but this machine can be reached, if this machine allows that; else say so, and run it.
set -eu
if unshare --net --map-root-user ip link set lo up 2>/dev/null; then
  MUEANG_ALONE=true exec unshare --net --map-root-user sh -c 'ip link set lo up && exec "$@"' alone "$@"
fi
echo 'THE PAGES ARE NOT CUT OFF FROM THE NETWORK: this machine allows no network namespaces.' >&2
exec "$@"
