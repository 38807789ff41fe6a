#!/usr/bin/env bash
# mongodb.sh start DIR   starts a MongoDB server of its own and prints its address as NAME=VALUE
# mongodb.sh stop DIR    ends it
# From a container, where a Docker engine answers: Debian and Ubuntu have no package of it.
set -euo pipefail

server=mongodb
start_seconds=240
image=mongo:7.0
dir=$(mkdir -p "${2:?usage: $0 start|stop DIR}" && cd "$2" && pwd)

# shellcheck source=tests/servers/server-lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/server-lib.sh"

answers() { [[ $(limited 10 docker exec "$(<"${dir}/container")" mongosh --quiet --eval 'db.runCommand({ ping: 1 }).ok' 2>/dev/null) == 1 ]]; }

start() {
    docker_answers || fail "no Docker engine answers, and there is no package of it"
    if ! docker_start "${image}" 27017 || ! wait_until "${start_seconds}" "" answers; then
        docker_stop
        fail "its container did not start. $(last_lines "${dir}/docker.log")"
    fi
    say "container of ${image}"
}

case "$1" in
start)
    start
    echo "INSTRUCTENGINE_TEST_MONGO=mongodb://127.0.0.1:${port:?}/"
    ;;
stop) docker_stop ;;
*) fail "usage: $0 start|stop DIR" ;;
esac
