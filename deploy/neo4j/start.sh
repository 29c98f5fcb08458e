#!/usr/bin/env bash
# Starts a Neo4j Community server for tests, in the foreground: end this process and the server is gone.
#
#   start.sh BOLT_PORT [HOME_DIR]
#   start.sh --resolve               only have the jars ready
#   start.sh --admin HOME_DIR WORDS  run neo4j-admin in HOME_DIR, whose server must have ended: database dump neo4j …
#
# HOME_DIR holds conf, data and logs; unless told, a new one, which goes with the server. NEO4J_HEAP is the heap, 1g unless
# told, and NEO4J_PAGECACHE what it keeps of its files, 64m unless told: where a graph is larger, reads wait for pages.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
port=${1:?usage: start.sh BOLT_PORT [HOME_DIR]}
heap=${NEO4J_HEAP:-1g}
pagecache=${NEO4J_PAGECACHE:-64m}

major() {
  "$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
}

java_21() {
  local candidate
  for candidate in "${JAVA_HOME:-/nowhere}/bin/java" "$(command -v java || true)" /usr/lib/jvm/*/bin/java; do
    if [[ -x $candidate ]] && (($(major "$candidate") >= 21)); then
      echo "$candidate"
      return
    fi
  done
  echo "start.sh: no Java 21 or later: set JAVA_HOME, or install one under /usr/lib/jvm" >&2
  return 1
}

# Maven resolves into its own cache; the finished copy has a mark, so that a copy cut short is made again. What another
# version had would stay on the class path.
resolve_jars() {
  local mark="$here/target/resolved"
  if [[ $mark -nt $here/pom.xml ]]; then return; fi
  command -v mvn >/dev/null || { echo "start.sh: no Maven: install mvn" >&2; return 1; }
  rm -rf "$here/target/lib"
  mvn --quiet --batch-mode --file "$here/pom.xml" package >&2
  touch "$mark"
}

# The server takes this process's place, so that to end one is to end the other: somebody else waits for that end.
remove_at_end() {
  (
    trap '' HUP INT TERM
    while kill -0 $$ 2>/dev/null; do sleep 1; done
    rm -rf "$home"
  ) </dev/null >/dev/null 2>&1 &
}

write_conf() {
  mkdir -p "$home"/{conf,data,logs,plugins,import,run}
  cat >"$home/conf/neo4j.conf" <<CONF
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:$port
server.bolt.advertised_address=127.0.0.1:$port
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
server.memory.pagecache.size=$pagecache
db.tx_log.rotation.retention_policy=keep_none
db.logs.query.enabled=OFF
CONF
}

java=$(java_21)
resolve_jars
if [[ $port == --resolve ]]; then exit; fi
if [[ $port == --admin ]]; then
  home=${2:?usage: start.sh --admin HOME_DIR WORDS}
  NEO4J_HOME=$home NEO4J_CONF=$home/conf exec "$java" -cp "$here/target/lib/*" --enable-native-access=ALL-UNNAMED \
    --add-opens=java.base/java.nio=ALL-UNNAMED org.neo4j.cli.AdminTool "${@:3}"
fi
home=${2:-}
if [[ -z $home ]]; then
  home=$(mktemp -d "${TMPDIR:-/tmp}/mueang-neo4j-XXXXXX")
  remove_at_end
fi
write_conf
cd "$home"
exec "$java" "-Xms$heap" "-Xmx$heap" -XX:+UseSerialGC -cp "$here/target/lib/*" --enable-native-access=ALL-UNNAMED \
  --add-opens=java.base/java.nio=ALL-UNNAMED \
  --add-opens=java.base/java.io=ALL-UNNAMED \
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED \
  --add-opens=java.base/java.util.concurrent=ALL-UNNAMED \
  org.neo4j.server.Neo4jCommunity "--home-dir=$home" "--config-dir=$home/conf"
