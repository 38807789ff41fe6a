# shellcheck shell=bash
# Shared by the scripts that start real servers for the tests: they set $server (a name) and $dir (a folder). Sourced, not run.

: "${server:?}" "${dir:?}"

say() { echo "${server}: $*" >&2; }

fail() {
    say "$*"
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

limited() { # SECONDS COMMAND...
    if has timeout; then timeout --kill-after=5 "$@"; else shift && "$@"; fi
}

# Below the ephemeral range, so that no outgoing connection takes the port between here and the server's start.
free_port() {
    local port
    for _ in $(seq 100); do
        port=$((20000 + RANDOM % 10000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/${port}") 2>/dev/null; then
            echo "${port}"
            return
        fi
    done
    fail "no free port found between 20000 and 29999"
}

# wait_until SECONDS PID COMMAND...: 0 when the command held, 1 when it never did, $ended when the process (if one is given) has ended.
ended=3
wait_until() {
    local end=$((SECONDS + $1)) pid=$2
    shift 2
    while ((SECONDS < end)); do
        "$@" && return 0
        [[ -z "${pid}" ]] || kill -0 "${pid}" 2>/dev/null || return "${ended}"
        sleep 0.3
    done
    return 1
}

end_process() { # PIDFILE
    [[ -s "$1" ]] || return 0
    local pid
    pid=$(<"$1")
    kill "${pid}" 2>/dev/null || true
    for _ in $(seq 100); do
        kill -0 "${pid}" 2>/dev/null || break
        sleep 0.2
    done
    kill -9 "${pid}" 2>/dev/null || true
    rm -f "$1"
}

docker_answers() { has docker && limited 5 docker info >/dev/null 2>&1; }

# docker_start IMAGE PORT [ARGUMENT...]: the container's id goes to $dir/container, its port on this machine to $port.
docker_start() {
    local image=$1 inner=$2
    shift 2
    limited 300 docker run --detach --rm --publish "127.0.0.1::${inner}" "${image}" "$@" >"${dir}/container" 2>"${dir}/docker.log" || return 1
    port=$(docker port "$(<"${dir}/container")" "${inner}/tcp" | head -n 1 | sed 's/.*://')
}

docker_stop() {
    [[ -s "${dir}/container" ]] || return 0
    docker rm --force --volumes "$(<"${dir}/container")" >/dev/null 2>&1 || true
    rm -f "${dir}/container"
}

as_root() { if [[ $(id -u) == 0 ]]; then "$@"; else sudo -n "$@"; fi; }

# Installs Debian packages without letting them start services of their own.
apt_install() {
    has apt-get || return 1
    as_root true 2>/dev/null || return 1
    local policy=/usr/sbin/policy-rc.d made=""
    if [[ ! -e "${policy}" ]]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "${policy}" >/dev/null && as_root chmod +x "${policy}" && made=yes
    fi
    local status=0
    {
        as_root apt-get update -qq &&
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
    } >"${dir}/apt.log" 2>&1 </dev/null || status=$?
    [[ -z "${made}" ]] || as_root rm -f "${policy}"
    return "${status}"
}

last_lines() { tail -n 5 "$1" 2>/dev/null | tr '\n' ' '; }
