#!/usr/bin/env bash
# Look for known vulnerabilities of the locked dependencies. A finding fails; a database of
# advisories that cannot be reached is said aloud and does not, so that work goes on offline.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
say() { printf '%s\n' "audit: $*" >&2; }

if ! uv audit --help >/dev/null 2>&1; then
    say "NOTHING WAS CHECKED: this uv knows no \`audit\`; install a newer one"
    exit 0
fi
status=0
found="$(uv audit --frozen --preview-features audit-command 2>&1)" || status=$?
printf '%s\n' "$found"
if [ "$status" -ne 0 ] && grep -qiE 'error sending request|client error|dns error' <<<"$found"; then
    say "NOTHING WAS CHECKED: the database of advisories is not reachable from here"
    exit 0
fi
exit "$status"
