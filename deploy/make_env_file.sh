#!/usr/bin/env bash
# Makes deploy/.env from env.example, each empty password a fresh random one.
# Never overwrites: passwords of servers that have data already would be lost.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
umask 077
if [[ -e .env ]]; then
    echo "deploy/.env exists already; remove it first if you want new passwords" >&2
    exit 1
fi
partial="$(mktemp .env_partial_XXXXXX)"
trap 'rm -f "$partial"' EXIT
while IFS= read -r line; do
    if [[ $line =~ ^[A-Z_]+=$ ]]; then
        line+="$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
    fi
    printf '%s\n' "$line"
done <env.example >"$partial"
mv -n "$partial" .env
echo "made deploy/.env with fresh passwords"
