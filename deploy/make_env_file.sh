#!/usr/bin/env bash
# Makes deploy/.env with the passwords of the servers, and deploy/secrets with what our processes
# read as files; all of it fresh and random. Never overwrites: passwords of servers that have data
# already would be lost.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
umask 077
if [[ -e .env || -e secrets/service_public_keys ]]; then
    echo "deploy/.env or deploy/secrets exists already; remove both if you want new passwords" >&2
    exit 1
fi
partial="$(mktemp .env_partial_XXXXXX)"
trap 'rm -f "$partial"' EXIT

random_password() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# A file is readable for the user of the containers; only its owner gets into the folder.
keep() {
    printf '%s' "$2" >"secrets/$1"
    chmod 0444 "secrets/$1"
}

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

# The secrets of compose.yaml whose names end so, those of further services among them.
declared() { sed -n "s/^  \([a-z0-9_]*$1\): {file: .*/\1/p" compose.yaml; }

mkdir -p secrets
chmod 0700 secrets
declare -A password
while IFS= read -r line; do
    if [[ $line =~ ^([A-Z_]+)=$ ]]; then
        password[${BASH_REMATCH[1]}]="$(random_password)"
        line+="${password[${BASH_REMATCH[1]}]}"
    fi
    printf '%s\n' "$line"
done <env.example >"$partial"

keep postgres_url "postgresql://quintet:${password[POSTGRES_PASSWORD]}@postgres:5432/quintet"
keep mongodb_url "mongodb://quintet:${password[MONGODB_PASSWORD]}@mongodb:27017/?replicaSet=rs0&authSource=admin"
keep rabbitmq_url "amqp://quintet:${password[RABBITMQ_PASSWORD]}@rabbitmq:5672/"
keep redis_url "redis://:${password[REDIS_PASSWORD]}@redis:6379/0"
for name in one_time_key payment_callback_secret admin_password $(declared webhook_secret); do
    keep "$name" "$(random_password)"
done
# The bot of the Telegram sandbox, to be replaced by a token of Telegram. The others are for whoever
# has them; an empty file is none.
keep bot_token "1000001:$(random_password)"
chmod 0644 secrets/bot_token
for name in smtp_url stripe_api_key $(declared _token | grep -vx bot_token || true); do
    keep "$name" ""
    chmod 0644 "secrets/$name"
done
make_key access
keep token_signing_keys "{\"keys\":[$private]}"
published=""
# Whoever has a signing key, as compose.yaml says, and the command line.
for owner in $(declared _signing_key | sed 's/_signing_key$//') quintet_cli; do
    make_key "$owner"
    keep "${owner}_signing_key" "{\"keys\":[$private]}"
    published+="${published:+,}$public"
done
keep service_public_keys "{\"keys\":[$published]}"
mv -n "$partial" .env
echo "made deploy/.env and deploy/secrets with fresh passwords and keys"
