#!/usr/bin/env bash
# Translations: `update` collects the texts of the sources into i18n/*.ts, `release` builds the .qm.
set -euo pipefail
cd "$(dirname "$0")/.."
TS=i18n/landplan_toolbox_zh.ts

tool() { # the Qt 5 tool by name, also where it is not on PATH
    for path in "/usr/lib/qt5/bin/$1" "$(command -v "$1" || true)" "$(command -v "$1-qt5" || true)"; do
        if [ -n "$path" ] && [ -x "$path" ]; then
            echo "$path"
            return
        fi
    done
    echo "The Qt tool $1 is missing: install qttools5-dev-tools." >&2
    exit 1
}

case "${1:-}" in
update)
    "${PYTHON:-/usr/bin/python3}" scripts/update_translations.py
    ;;
release)
    if [ ! -f "$TS" ]; then
        echo "There is no $TS yet: make i18n." >&2
        exit 1
    fi
    # A running QGIS has the file mapped into its memory and would crash if it were written over.
    # A name of its own, as two tests may build it at once.
    new="${TS%.ts}.qm.$$"
    "$(tool lrelease)" -silent "$TS" -qm "$new"
    mv "$new" "${TS%.ts}.qm"
    ;;
*)
    echo "usage: i18n.sh update|release" >&2
    exit 2
    ;;
esac
