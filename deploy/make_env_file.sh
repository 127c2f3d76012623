#!/usr/bin/env bash
# Makes deploy/.env from env.example, each empty password and each key a fresh random one.
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

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# Sets `private` and `public` to the two halves of a new Ed25519 key of an owner, as JSON Web Keys.
make_key() {
    local pem shared
    pem="$(openssl genpkey -algorithm ed25519)"
    shared="\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"$1:$(openssl rand -hex 6)\""
    shared+=",\"made_at\":\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\""
    # The last 32 bytes of either encoding are the key itself.
    shared+=",\"x\":\"$(openssl pkey -pubout -outform DER <<<"$pem" | tail -c 32 | base64url)\""
    public="{$shared}"
    private="{$shared,\"d\":\"$(openssl pkey -outform DER <<<"$pem" | tail -c 32 | base64url)\"}"
}

published=""
while IFS= read -r line; do
    if [[ $line == TOKEN_SIGNING_KEYS= ]]; then
        make_key access
        line+="'{\"keys\":[$private]}'"
    elif [[ $line == *_SIGNING_KEY= ]]; then
        owner="${line%_SIGNING_KEY=}"
        make_key "$(tr '[:upper:]' '[:lower:]' <<<"$owner")"
        line+="'{\"keys\":[$private]}'"
        published+="${published:+,}$public"
    elif [[ $line == SERVICE_PUBLIC_KEYS= ]]; then
        line+="'{\"keys\":[$published]}'"
    elif [[ $line =~ ^[A-Z_]+=$ ]]; then
        line+="$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
    fi
    printf '%s\n' "$line"
done <env.example >"$partial"
mv -n "$partial" .env
echo "made deploy/.env with fresh passwords and keys"
