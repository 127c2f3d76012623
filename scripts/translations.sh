#!/usr/bin/env bash
# Collects the bot's texts from the code, brings the files of all languages up to date, compiles
# them. A translator then fills in what is missing in bot.po and runs it again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../services/bot_service/bot_service"
babel="$(cd ../../.. && pwd)/.venv/bin/pybabel"
if [[ ${1:-} == --template ]]; then # only collects, for a test
    template="$2"
else
    template="$(mktemp --suffix .pot)"
    trap 'rm -f "$template"' EXIT
fi

"$babel" --quiet extract --no-location --sort-output --width 100 --project quintet \
    --keyword "_" --keyword "ngettext:1,2" --output "$template" interface
if [[ ${1:-} == --template ]]; then
    exit
fi
for language in en de; do
    po="locales/$language/LC_MESSAGES/bot.po"
    if [[ ! -e $po ]]; then
        mkdir -p "$(dirname "$po")"
        "$babel" --quiet init --domain bot --locale "$language" --width 100 \
            --input-file "$template" --output-file "$po"
    fi
    "$babel" --quiet update --domain bot --locale "$language" --width 100 \
        --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
        --input-file "$template" --output-file "$po"
    "$babel" --quiet compile --domain bot --locale "$language" \
        --input-file "$po" --output-file "${po%.po}.mo"
done
