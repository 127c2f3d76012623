#!/usr/bin/env bash
# Make the development environment: every step may be run again at any time.
#
#   1. find Python 3.12
#   2. find uv, or install it for that Python
#   3. install the locked environment into .venv
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
steps=3

say() { printf '%s\n' "bootstrap: $*" >&2; }
fail() {
    say "$*"
    exit 1
}
is_python_3_12() {
    "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' >/dev/null 2>&1
}

find_python() {
    local candidate
    local pyenv_root="${PYENV_ROOT:-$HOME/.pyenv}"
    for candidate in \
        "$pyenv_root"/versions/3.12*/bin/python3.12 \
        /usr/bin/python3.12 /usr/local/bin/python3.12 \
        "$(command -v python3.12 || true)" "$(command -v python3 || true)"; do
        if [ -n "$candidate" ] && is_python_3_12 "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    if command -v pyenv >/dev/null && pyenv install --skip-existing 3.12 >&2; then
        find_python_of_pyenv "$pyenv_root" && return
    fi
    fail "Python 3.12 was not found: install it, for example with \`pyenv install 3.12\`, and run this again"
}
find_python_of_pyenv() {
    local candidate
    for candidate in "$1"/versions/3.12*/bin/python3.12; do
        if is_python_3_12 "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

# Prints the command that runs uv. A shim of pyenv may exist and yet not work.
find_uv() {
    local python="$1"
    local tools="${XDG_CACHE_HOME:-$HOME/.cache}/quintet/uv_environment"
    if uv --version >/dev/null 2>&1; then
        command -v uv
    elif "$python" -m uv --version >/dev/null 2>&1; then
        "$python" -c 'import uv; print(uv.find_uv_bin())'
    elif "$python" -m pip install --quiet uv >&2 \
        || "$python" -m pip install --quiet --user uv >&2; then
        "$python" -c 'import uv; print(uv.find_uv_bin())'
    elif "$python" -m venv "$tools" >&2 && "$tools/bin/python" -m pip install --quiet uv >&2; then
        printf '%s\n' "$tools/bin/uv"
    else
        fail "uv could not be installed for $python: check the network and the package index, or install it as https://docs.astral.sh/uv says"
    fi
}

say "step 1 of $steps: find Python 3.12"
python="$(find_python)"
say "step 2 of $steps: find or install uv (for $python)"
uv="$(find_uv "$python")"
say "step 3 of $steps: install the locked environment with $uv"
# Inexact: what another target has added, say for benchmarks, may be in use at this moment.
"$uv" sync --frozen --inexact --python "$python" "$@" \
    || fail "the environment could not be installed: check the network and the package index, then run this again"
