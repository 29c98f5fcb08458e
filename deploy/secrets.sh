#!/usr/bin/env bash
# Makes the secrets that compose.yaml names, once: random ones, in deploy/secrets/, which only you can enter. Containers
# are given the files one by one, and read them as users of their own: so the files may be read, and the directory not.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
umask 022

if [[ -e secrets ]]; then
  echo "deploy/secrets is there already: kept as it is" >&2
  exit
fi

# Hexadecimal: what is part of an address needs no quoting there.
random() {
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

mkdir -m 700 secrets.new
password=$(random)
printf '%s' "$password" >secrets.new/neo4j_password
printf 'neo4j/%s' "$password" >secrets.new/neo4j_auth
password=$(random)
printf 'redis://:%s@redis:6379/0' "$password" >secrets.new/redis_url
printf 'requirepass %s\n' "$password" >secrets.new/redis_conf
mv secrets.new secrets
