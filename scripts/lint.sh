#!/usr/bin/env bash
# Lints: our own rules (ruff, mypy, the types of Qt 6) and what the QGIS plugin repository scans (bandit, detect-secrets, flake8).
# All run, then the script fails if one did.
set -uo pipefail
cd "$(dirname "$0")/.."
BIN="$PWD/.build/venv/bin"
PACKAGED=(__init__.py plugin.py algorithms processing_provider ui)
failed=()

step() {
    local name=$1
    shift
    echo "== $name"
    "$@" || failed+=("$name")
}

# The same code, Qt being PyQt6.
qt6() {
    (cd .build/mypy && /usr/bin/python3 ../../scripts/check_qt6.py "$BIN/mypy")
}

# mypy wants a folder of the package's name; a clone may be called anything.
types() {
    mkdir -p .build/mypy
    ln -sfn ../.. .build/mypy/landplan_toolbox
    (cd .build/mypy && "$BIN/mypy" --config-file ../../pyproject.toml --python-executable /usr/bin/python3 \
        --follow-imports silent -m landplan_toolbox -m landplan_toolbox.plugin -p landplan_toolbox.algorithms \
        -p landplan_toolbox.processing_provider -p landplan_toolbox.ui)
}

# Fails on any secret, as the plugin repository does.
secrets() {
    local found
    found=$("$BIN/detect-secrets" scan --all-files \
        --exclude-files '(__pycache__|\.build|\.git)/' "${PACKAGED[@]}" metadata.txt resources/rulepacks \
        resources/codelists) || return 1
    /usr/bin/python3 -c '
import json, sys
results = json.load(sys.stdin)["results"]
for name, secrets in results.items():
    for secret in secrets:
        print(name, secret["line_number"], secret["type"], sep=":")
sys.exit(bool(results))' <<<"$found"
}

step ruff "$BIN/ruff" check .
step mypy types
step qt6 qt6
step bandit "$BIN/bandit" -q -r "${PACKAGED[@]}"
step detect-secrets secrets
step flake8 "$BIN/flake8" "${PACKAGED[@]}"
# QGIS 3.22 on Windows brings Python 3.9.
step vermin "$BIN/vermin" --quiet --no-tips --violations -t=3.9- "${PACKAGED[@]}"

if [ "${#failed[@]}" -gt 0 ]; then
    echo "lint failed: ${failed[*]}" >&2
    exit 1
fi
echo "lint passed"
