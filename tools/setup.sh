#!/usr/bin/env bash
# Installs what matreel needs and this machine lacks: the libraries that Manim is built against, and a virtual
# environment in .venv with the versions of constraints.txt. Does nothing where all of it stands ready.
#
#   tools/setup.sh               set up
#   tools/setup.sh --for-tests   and install the programs that only tests need; without them those tests skip
#   tools/setup.sh --check       only say, by the exit status, whether all stands ready for use
#
# $PYTHON names the interpreter to use; without it the one that .venv has is kept, or the first suitable found.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

trap 'exit 130' INT

readonly VENV=.venv
readonly STAMP=$VENV/ready # written last, so an interrupted set-up has none
readonly LOG=$VENV/setup.log

say() { printf 'setup: %s\n' "$*"; }
fail() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }
logged() { "$@" >>"$LOG" 2>&1 </dev/null; }

# The reason that a logged command failed, then what to do by hand.
fail_logged() {
    if grep -qE 'NewConnectionError|ConnectTimeout|Temporary failure (in name )?resol|Could not resolve|Network is unreachable' "$LOG"; then
        fail "There is no way to the network. $*"
    fi
    tail -n 15 "$LOG" >&2
    fail "That failed. $*"
}

# ---- the interpreter

is_suitable() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

# Prints the real interpreter behind a shim, a link or an environment.
find_python() {
    local name
    for name in ${PYTHON:+"$PYTHON"} "$VENV/bin/python" python3 python3.13 python3.12 python3.11; do
        if is_suitable "$name"; then
            "$name" -c 'import sys; print("{}/bin/python{}.{}".format(sys.base_prefix, *sys.version_info))'
            return
        fi
    done
    return 1
}

version_of() { "$1" -c 'import sys; print("{}.{}".format(*sys.version_info))'; }
has_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }
has_headers() {
    [ -f "$("$1" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" ]
}

# ---- whether all stands ready

# Prints where the environment is and what it was made with: a change here means a new one.
place() {
    printf 'folder %s\n' "$PWD"
    "$1" -c 'import sys; print("python", *sys.version_info[:2], sys.base_prefix)' 2>/dev/null
}

# Prints what was asked to be installed: a change here means another pip install.
wishes() { cksum pyproject.toml constraints.txt tools/setup.sh; }

in_place() { [ -f "$STAMP" ] && [ "$(head -n 2 "$STAMP")" = "$(place "$1")" ] && place "$VENV/bin/python" >/dev/null; }
is_ready() { in_place "$1" && [ "$(tail -n +3 "$STAMP")" = "$(wishes)" ]; }

# ---- system packages

# Prints, under Debian's names, what building pycairo and ManimPango takes and the machine lacks. With pango comes
# fribidi, without which Pillow neither kerns nor places letters between pixels.
missing_packages() {
    has cc || echo build-essential
    has pkg-config || echo pkg-config
    pkg-config --exists cairo 2>/dev/null || echo libcairo2-dev
    pkg-config --exists pangocairo 2>/dev/null || echo libpango1.0-dev
    has_headers "$1" || echo "python$(version_of "$1")-dev"
    has_venv "$1" || echo "python$(version_of "$1")-venv"
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=120 "$@"; }

# The package lists are renewed only where the install does not go through without.
apt_install() {
    logged apt_get install --no-install-recommends "$@" && return
    logged apt_get update && logged apt_get install --no-install-recommends "$@"
}

install_packages() {
    if has apt-get; then
        say "Installing $*"
        if [ "$(id -u)" -ne 0 ] && ! has sudo; then
            fail "There is no sudo to install them with. As root: apt-get update && apt-get install $*"
        fi
        apt_install "$@" || fail_logged "By hand, as root: apt-get update && apt-get install $*"
    elif has brew; then
        say "Installing pkgconf cairo pango"
        logged brew install pkgconf cairo pango || fail_logged "By hand: brew install pkgconf cairo pango"
    else
        fail "There is neither apt-get nor brew. Install by hand what your system calls $*, then try again."
    fi
}

install_python() {
    local name by_hand="Install Python 3.11, 3.12 or 3.13 by hand, then: make PYTHON=/path/to/its/python3"
    has apt-get || has brew || fail "There is neither apt-get nor brew. $by_hand"
    say "Installing Python"
    if has apt-get; then
        for name in python3 python3.13 python3.12 python3.11; do
            ! apt_install "$name" || ! find_python >/dev/null || return 0
        done
    else
        ! logged brew install python@3.13 || ! find_python >/dev/null || return 0
    fi
    fail_logged "$by_hand"
}

# ---- the environment

install_python_packages() {
    say "Installing the Python packages into $VENV: about a minute"
    # The first names the versions for building too with an older pip, the second with a newer.
    export PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt
    logged "$VENV/bin/python" -m pip install --disable-pip-version-check --retries 2 --editable '.[test]' ||
        fail_logged "By hand: $VENV/bin/pip install -c constraints.txt -e '.[test]' (the whole log: $LOG)"
    # On a Mac, Pillow finds Homebrew's fribidi under Homebrew's Python alone.
    "$VENV/bin/python" -c 'from PIL import features; exit(not features.check("raqm"))' ||
        say "Pillow finds no fribidi: letters stand a little differently, and tests that compare pictures fail"
}

set_up() {
    local python missing
    mkdir -p "$VENV"
    : >"$LOG"
    python=$(find_python) || { install_python && python=$(find_python); }
    [ -z "${PYTHON:-}" ] || is_suitable "$PYTHON" || say "PYTHON=$PYTHON is no Python 3.11 to 3.13 that runs; taking $python"

    missing=$(missing_packages "$python")
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086 # a list of words
        install_packages $missing
        missing=$(missing_packages "$python" | xargs)
        [ -z "$missing" ] || fail "$python still lacks $missing. Install it by hand, or choose another Python: make PYTHON=/path/to/python3"
    fi

    if ! in_place "$python"; then
        say "Making $VENV with Python $(version_of "$python") ($python)"
        rm -rf "$VENV"
        "$python" -m venv "$VENV" || fail "$python could not make $VENV."
    fi
    rm -f "$STAMP"
    install_python_packages
    { place "$python" && wishes; } >"$STAMP"
    say "Ready"
}

ready() { python=$(find_python) && is_ready "$python"; }

set_up_once() {
    if has flock; then # of two set-ups at a time the second waits
        exec 9<constraints.txt
        flock 9
        ! ready || return 0
    fi
    set_up
}

# ---- for the tests alone

has_any() {
    local name
    for name; do if has "$name"; then return 0; fi; done
    return 1
}

# Where macOS keeps programs that are in no PATH.
readonly OFFICE_OF_MACOS=/Applications/LibreOffice.app/Contents/MacOS/soffice
readonly CHROME_OF_MACOS="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

# Debian has LibreOffice in parts; its own builds have all in one.
has_calc() { has localc || { ! has apt-get && has_any soffice libreoffice "$OFFICE_OF_MACOS"; }; }

# Prints, under Debian's names, the programs that only tests need and the machine lacks.
missing_for_tests() {
    has_calc || echo libreoffice-calc                                # recalculates the workbook
    has ssconvert || echo gnumeric                                   # recalculates it otherwise
    has_any chromium chromium-browser google-chrome "$CHROME_OF_MACOS" || echo chromium # opens the published pages
    if has apt-get; then # so do these, of which only Debian's packages are driven
        has_any firefox-esr firefox || echo firefox-esr
        has WebKitWebDriver || echo webkit2gtk-driver
        has Xvfb || echo xvfb # a screen for it
        has espeak-ng || echo espeak-ng # speaks the films
    fi
}

# What is absent, the network too, is no reason to leave the other tests undone.
set_up_for_tests() {
    local missing one
    missing=$(missing_for_tests | xargs)
    if [ -z "$missing" ]; then return 0; fi
    if has apt-get && { [ "$(id -u)" -eq 0 ] || has sudo; }; then
        say "Installing what only tests need ($missing): about a minute"
        # shellcheck disable=SC2086 # a list of words
        apt_install $missing && return
        for one in $missing; do # Ubuntu lacks some of them
            logged apt_get install --no-install-recommends "$one" || true
        done
        missing=$(missing_for_tests | xargs)
        if [ -z "$missing" ]; then return 0; fi
    fi
    say "There is no $missing here: the tests that need it will be skipped"
}

case ${1:-} in
"" | --for-tests | --check) ;;
*) fail "expected --for-tests, --check or nothing, got $1" ;;
esac
if ! ready; then
    if [ "${1:-}" = --check ]; then exit 1; fi
    set_up_once
fi
if [ "${1:-}" = --for-tests ]; then set_up_for_tests; fi
