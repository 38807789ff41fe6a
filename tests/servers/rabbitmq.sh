#!/usr/bin/env bash
# rabbitmq.sh start DIR   starts a RabbitMQ server of its own, all its files in DIR, and prints its address as NAME=VALUE
# rabbitmq.sh stop DIR    ends it
# rabbitmq.sh kill DIR    ends it as kill -9 does; only the package's server
# rabbitmq.sh again DIR   starts one that was killed, with what it had stored and where it was
# INSTRUCTENGINE_RABBITMQ_CONF names a file with further lines of rabbitmq.conf, for the package's server.
# From a container where a Docker engine answers, else from Debian's package, installed where it is missing.
set -euo pipefail

server=rabbitmq
start_seconds=240 # a busy machine takes many times the usual few
image=rabbitmq:3.13-alpine
program=/usr/lib/rabbitmq/bin/rabbitmq-server # the one in sbin switches to another user

dir=$(mkdir -p "${2:?usage: $0 start|stop|kill|again DIR}" && cd "$2" && pwd)

# shellcheck source=tests/servers/server-lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/server-lib.sh"

# The protocol's greeting is answered by a Connection.Start frame (type 1), which comes only after the server's boot.
greets() {
    local first
    first=$( (exec 3<>"/dev/tcp/127.0.0.1/${port}" && printf 'AMQP\x00\x00\x09\x01' >&3 && limited 2 head -c 1 <&3 | od -An -tu1) 2>/dev/null) || return 1
    [[ "${first// /}" == 1 ]]
}

run_native() {
    port=$(free_port)
    rm -rf "${dir:?}"/{home,mnesia,log}
    mkdir -p "${dir}/home" "${dir}/mnesia" "${dir}/log"
    echo "port=${port} dist_port=$(free_port) epmd_port=$(free_port)" >"${dir}/ports"
    echo '[].' >"${dir}/plugins"
    cat "${INSTRUCTENGINE_RABBITMQ_CONF:-/dev/null}" >"${dir}/rabbitmq.conf"
    : >"${dir}/rabbitmq-env.conf"
    boot
}

boot() {
    local port dist_port epmd_port
    # shellcheck source=/dev/null
    source "${dir}/ports"

    # Started here, because the one that the server would start outlives it.
    epmd -address 127.0.0.1 -port "${epmd_port}" >"${dir}/epmd.log" 2>&1 </dev/null &
    echo $! >"${dir}/epmd.pid"

    env -u RABBITMQ_LOGS \
        HOME="${dir}/home" \
        ERL_EPMD_ADDRESS=127.0.0.1 \
        ERL_EPMD_PORT="${epmd_port}" \
        RABBITMQ_NODENAME="instructengine-${port}@localhost" \
        RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 \
        RABBITMQ_NODE_PORT="${port}" \
        RABBITMQ_DIST_PORT="${dist_port}" \
        RABBITMQ_MNESIA_BASE="${dir}/mnesia" \
        RABBITMQ_LOG_BASE="${dir}/log" \
        RABBITMQ_PID_FILE="${dir}/server.pid" \
        RABBITMQ_CONFIG_FILE="${dir}/rabbitmq.conf" \
        RABBITMQ_CONF_ENV_FILE="${dir}/rabbitmq-env.conf" \
        RABBITMQ_ENABLED_PLUGINS_FILE="${dir}/plugins" \
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none" \
        "${program}" >"${dir}/server.log" 2>&1 </dev/null &
    echo $! >"${dir}/launcher.pid"
    wait_until "${start_seconds}" "$!" greets
}

start() {
    if [[ -z "${INSTRUCTENGINE_RABBITMQ_CONF:-}" ]] && docker_answers; then
        if docker_start "${image}" 5672 && wait_until "${start_seconds}" "" greets; then
            say "container of ${image}"
            return
        fi
        say "its container did not start ($(last_lines "${dir}/docker.log")); trying the package"
        docker_stop
    fi

    [[ -x "${program}" ]] || apt_install rabbitmq-server ||
        fail "not installed, and apt could not install rabbitmq-server. $(last_lines "${dir}/apt.log")"
    local status
    for _ in 1 2; do
        status=0
        run_native || status=$?
        if [[ "${status}" == 0 ]]; then
            say "Debian's package, files in ${dir}"
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
    end_process "${dir}/launcher.pid"
    end_process "${dir}/epmd.pid"
}

crash() {
    kill -KILL "$(cat "${dir}/server.pid")"
    stop
}

case "$1" in
start)
    start
    echo "INSTRUCTENGINE_TEST_RABBITMQ=amqp://guest:guest@127.0.0.1:${port}/"
    ;;
stop) stop ;;
kill) crash ;;
again) boot || fail "did not start again. $(last_lines "${dir}/server.log")" ;;
*) fail "usage: $0 start|stop|kill|again DIR" ;;
esac
