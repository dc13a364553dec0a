#!/usr/bin/env bash
# Installs what a make target needs and is missing: Debian packages, and for `lint` a venv of lint tools.
# Usage: setup.sh qgis|test|lint
set -euo pipefail
cd "$(dirname "$0")/.."

QGIS_PACKAGES=(
    qgis python3-qgis qgis-providers python3-gdal python3-numpy python3-yaml
    qttools5-dev-tools fonts-noto-cjk xvfb
)
TEST_PACKAGES=(
    "${QGIS_PACKAGES[@]}" gdal-bin python3-pytest python3-pytestqt python3-pytest-xvfb python3-pytest-timeout
    python3-pytest-xdist python3-hypothesis pyqt5-dev-tools xauth
)
LINT_PACKAGES=("${QGIS_PACKAGES[@]}" python3-venv)
VENV=.build/venv
REQUIREMENTS=scripts/lint-requirements.txt
QT6=.build/qt6  # PyQt6 for its types alone, so without Qt itself
QT6_REQUIREMENTS=scripts/qt6-requirements.txt

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

install_packages() {
    local wanted=("$@") missing=() package
    if ! command -v dpkg-query >/dev/null; then
        fail "This is not a Debian or Ubuntu system, so nothing can be installed by itself here." \
            "Install QGIS 3.22 or newer with its Python ($(printf '%s ' "${wanted[@]}")are the Debian names)," \
            "then call make with PYTHON=<the Python that QGIS uses>. Using the plugin needs none of this:" \
            "QGIS itself has all it needs, see README.md."
    fi
    for package in "${wanted[@]}"; do
        if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$'; then
            missing+=("$package")
        fi
    done
    [ "${#missing[@]}" -eq 0 ] && return
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "Packages are missing. Install them as root, then try again:" \
            "  apt-get install --no-install-recommends ${missing[*]}"
        as_root=(sudo)
    fi
    echo "Installing ${missing[*]} …"
    if ! { "${as_root[@]}" apt-get update -q >/dev/null &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
            "${missing[@]}" >.build/apt.log 2>&1; }; then
        [ -f .build/apt.log ] && tail -n 15 .build/apt.log >&2
        fail "The packages could not be installed. Is the package source reachable? By hand:" \
            "  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    fi
}

install_lint_tools() {
    if [ -x "$VENV/bin/ruff" ] && cmp -s "$REQUIREMENTS" "$VENV/requirements.txt"; then
        return
    fi
    echo "Installing lint tools into $VENV …"
    rm -rf "$VENV"
    /usr/bin/python3 -m venv "$VENV"
    if ! "$VENV/bin/pip" install -q --disable-pip-version-check -r "$REQUIREMENTS"; then
        rm -rf "$VENV"
        fail "The lint tools could not be installed from PyPI: see the lines above."
    fi
    cp "$REQUIREMENTS" "$VENV/requirements.txt"
}

install_qt6_types() {
    if [ -d "$QT6/PyQt6" ] && cmp -s "$QT6_REQUIREMENTS" "$QT6/requirements.txt"; then
        return
    fi
    rm -rf "$QT6"
    if ! "$VENV/bin/pip" install -q --disable-pip-version-check --no-deps --target "$QT6" -r "$QT6_REQUIREMENTS"; then
        rm -rf "$QT6"
        fail "PyQt6 could not be installed from PyPI: see the lines above."
    fi
    cp "$QT6_REQUIREMENTS" "$QT6/requirements.txt"
}

mkdir -p .build
case "${1:-}" in
qgis) install_packages "${QGIS_PACKAGES[@]}" ;;
test) install_packages "${TEST_PACKAGES[@]}" ;;
lint)
    install_packages "${LINT_PACKAGES[@]}"
    install_lint_tools
    install_qt6_types
    ;;
*) fail "usage: setup.sh qgis|test|lint" ;;
esac
