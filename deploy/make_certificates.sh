#!/usr/bin/env bash
# Makes deploy/secrets/tls/certificates: an authority, and a certificate for each of our processes that
# is missing or about to expire. Run it again in time; then restart the containers:
#   deploy/make_certificates.sh [--host NAME] [--renew]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
umask 077
quintet="../.venv/bin/quintet"
[[ -x $quintet ]] || quintet=quintet
mkdir -p secrets
chmod 0700 secrets
"$quintet" certificates --data secrets/tls "$@"
# Readable for the user of the containers; only the owner gets into the folder `secrets`.
chmod 0755 secrets/tls/certificates
chmod 0444 secrets/tls/certificates/*.pem
chmod 0400 secrets/tls/certificates/authority_key.pem
