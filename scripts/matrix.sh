#!/usr/bin/env bash
# Runs the test suite on several versions of QGIS: this machine's, and Debian's newer ones in chroots under
# .build/matrix (about 2 GB each, a minute or two to build, kept for the next time).
# Usage: matrix.sh [here|trixie|sid …]   (default: all). PYTEST_ARGS is passed on.
set -uo pipefail
cd "$(dirname "$0")/.."
ROOT=$PWD
MATRIX=$ROOT/.build/matrix
PACKAGES=qgis,python3-qgis,qgis-providers,python3-gdal,gdal-bin,python3-numpy,python3-yaml,python3-pytest
PACKAGES+=,python3-pytestqt,python3-pytest-xvfb,python3-pytest-timeout,python3-pytest-xdist,python3-hypothesis,pyqt5-dev-tools
PACKAGES+=,qttools5-dev-tools,fonts-noto-cjk,xvfb,xauth,git,ca-certificates
suites=("$@")
[ "${#suites[@]}" -eq 0 ] && suites=(here trixie sid)
results=()
failed=0

# A Debian of the suite, complete or not there at all. In a mount namespace of its own, as mmdebstrap mounts.
build() {
    local suite=$1 unfinished=$MATRIX/$1.unfinished
    [ -d "$MATRIX/$suite" ] && return
    command -v mmdebstrap >/dev/null || apt-get install -y -q --no-install-recommends mmdebstrap || return 1
    echo "Building a Debian $suite with QGIS …"
    mkdir -p "$MATRIX"
    rm -rf --one-file-system "$unfinished"
    unshare --mount mmdebstrap --quiet --variant=minbase --aptopt='Acquire::Check-Valid-Until "false"' \
        --aptopt='APT::Install-Recommends "false"' --include="$PACKAGES" "$suite" "$unfinished" || return 1
    mv "$unfinished" "$MATRIX/$suite"
}

# Tests run in a mount namespace of their own, so that nothing stays mounted whatever happens.
in_chroot() {
    local base=$MATRIX/$1
    shift
    mkdir -p "$base/src"
    unshare --mount --fork sh -c '
        base=$1; root=$2; shift 2
        mount -t proc proc "$base/proc" && mount --rbind /dev "$base/dev" && mount -t tmpfs tmpfs "$base/tmp" &&
        mount --bind "$root" "$base/src" && mount -t tmpfs tmpfs "$base/src/.build" &&
        mkdir -m 700 "$base/tmp/runtime" || exit 1
        exec env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin HOME=/tmp LC_ALL=C.UTF-8 QT_QPA_PLATFORM=xcb \
            XDG_RUNTIME_DIR=/tmp/runtime chroot "$base" "$@"' sh "$base" "$ROOT" "$@"
}

version() { # of QGIS in the Python given by the command
    "$@" /usr/bin/python3 -c 'from qgis.core import Qgis; import sys
print("QGIS", Qgis.QGIS_VERSION.split("-")[0], "Python", sys.version.split()[0])' 2>/dev/null
}

run() { # name, command in front of the test command
    local name=$1 log=$MATRIX/$1.log
    shift
    local title
    title="$name ($(version "$@"))"
    echo "== $title"
    # shellcheck disable=SC2086
    if "$@" bash -c 'cd "$0" && shift && exec /usr/bin/python3 -B scripts/run_tests.py -q "$@"' "$SOURCE" _ ${PYTEST_ARGS:-} \
        2>&1 | tee "$log"; then
        results+=("passed  $title  $(tail -n 1 "$log")")
    else
        results+=("FAILED  $title  $(tail -n 1 "$log")")
        failed=1
    fi
}

[ "$(id -u)" -eq 0 ] || { echo "Building and entering a chroot needs root: sudo make matrix" >&2; exit 1; }
mkdir -p "$MATRIX"
scripts/i18n.sh release || exit 1
for suite in "${suites[@]}"; do
    if [ "$suite" = here ]; then
        SOURCE=$ROOT run here env QT_QPA_PLATFORM=xcb
    elif build "$suite"; then
        SOURCE=/src run "$suite" in_chroot "$suite"
    else
        results+=("FAILED  $suite  could not be built")
        failed=1
    fi
done
printf '\n%s\n' "Matrix:" "${results[@]}"
exit "$failed"
