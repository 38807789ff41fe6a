#!/usr/bin/env bash
# azurite.sh start DIR   starts an Azurite blob server of its own, all its files in DIR, and prints its connection string as NAME=VALUE
# azurite.sh stop DIR    ends it
# From a container where a Docker engine answers, else from npm, installed once into the user's cache folder.
set -euo pipefail

server=azurite
start_seconds=240 # a busy machine takes many times the usual few
version=3.37.0
image=mcr.microsoft.com/azure-storage/azurite:${version}
cache=${XDG_CACHE_HOME:-${HOME}/.cache}/instructengine/azurite-${version}
program=${cache}/node_modules/azurite/dist/src/blob/main.js

# Azurite's documented account; no secret.
account=devstoreaccount1
key=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==

dir=$(mkdir -p "${2:?usage: $0 start|stop DIR}" && cd "$2" && pwd)

# shellcheck source=tests/servers/server-lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/server-lib.sh"

answers() {
    local line
    line=$( (exec 3<>"/dev/tcp/127.0.0.1/${port}" && printf 'GET /%s?comp=list HTTP/1.0\r\n\r\n' "${account}" >&3 && limited 2 head -n 1 <&3) 2>/dev/null) || return 1
    [[ "${line}" == HTTP/* ]]
}

install() {
    { has node && has npm; } || fail "no Docker engine answers, and Node.js with npm is not installed"
    mkdir -p "$(dirname "${cache}")"
    local fresh
    fresh=$(mktemp -d "${cache}.XXXXXX")
    if ! limited 600 npm install --prefix "${fresh}" "azurite@${version}" --ignore-scripts --no-audit --no-fund --loglevel=error >"${dir}/npm.log" 2>&1 </dev/null; then
        rm -rf "${fresh}"
        fail "npm could not install azurite@${version}. $(last_lines "${dir}/npm.log")"
    fi

    # Another run may have been first; then its copy is used.
    [[ -e "${program}" ]] || { rm -rf "${cache}" && mv "${fresh}" "${cache}"; }
    rm -rf "${fresh}"
}

run_native() {
    port=$(free_port)
    mkdir -p "${dir}/data"
    # The library asks for the newest version of the protocol, which Azurite follows later.
    node "${program}" --blobHost 127.0.0.1 --blobPort "${port}" --location "${dir}/data" \
        --silent --disableTelemetry --skipApiVersionCheck >"${dir}/server.log" 2>&1 </dev/null &
    echo $! >"${dir}/server.pid"
    wait_until "${start_seconds}" "$!" answers
}

start() {
    if docker_answers; then
        if docker_start "${image}" 10000 azurite-blob --blobHost 0.0.0.0 --silent --disableTelemetry --skipApiVersionCheck && wait_until "${start_seconds}" "" answers; then
            say "container of ${image}"
            return
        fi
        say "its container did not start ($(last_lines "${dir}/docker.log")); trying npm"
        docker_stop
    fi

    [[ -e "${program}" ]] || install
    local status
    for _ in 1 2; do
        status=0
        run_native || status=$?
        if [[ "${status}" == 0 ]]; then
            say "npm's ${version}, files in ${dir}"
            return
        fi
        stop
        [[ "${status}" == "${ended}" ]] || break # else another process may have taken a port
    done
    fail "did not start. $(last_lines "${dir}/server.log")"
}

stop() {
    docker_stop
    end_process "${dir}/server.pid"
}

case "$1" in
start)
    start
    echo "INSTRUCTENGINE_TEST_AZURITE=DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};BlobEndpoint=http://127.0.0.1:${port}/${account};"
    ;;
stop) stop ;;
*) fail "usage: $0 start|stop DIR" ;;
esac
