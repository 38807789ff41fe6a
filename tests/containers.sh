#!/usr/bin/env bash
# Builds the services' images from their Dockerfiles and runs each as a cluster would: not root, read-only root file system, no
# capability, no new privilege; waits for its pages, sends SIGTERM, and looks at its exit code.
#
#   tests/containers.sh                        all five
#   tests/containers.sh taxonomy-svc …         these
#   tests/containers.sh --local-bases …        with base images made here, of debootstrap, this machine's .NET and the libraries that it
#                                              needs, where the official ones cannot be pulled. The Dockerfiles stay as they are.
#   --feed FILE                                a NuGet.Config for the build
#
# Needs buildah, podman and runc (or crun); with --local-bases debootstrap too, and root. Debian: apt-get install --no-install-recommends
# podman buildah runc catatonit netavark aardvark-dns iptables debootstrap. Takes minutes a service. INSTRUCTENGINE_TEST_RABBITMQ and
# INSTRUCTENGINE_TEST_AZURITE name servers to connect to; without them a service is run up to its health pages, on the in-memory bus.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=0.1.0
sdk=mcr.microsoft.com/dotnet/sdk:10.0-noble
runtime=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
all=(taxonomy-svc instruction-svc render-svc trainer-svc eval-svc)

local_bases="" feed="" services=()
while (($# > 0)); do
    case "$1" in
    --local-bases) local_bases=yes ;;
    --feed) feed=$(realpath "${2:?--feed needs a file}") && shift ;;
    -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0" && exit 0 ;;
    *)
        [[ " ${all[*]} " == *" $1 "* ]] || { echo "unknown argument $1; see $0 --help" >&2 && exit 2; }
        services+=("$1")
        ;;
    esac
    shift
done
((${#services[@]} > 0)) || services=("${all[@]}")

work=$(mktemp -d "${TMPDIR:-/tmp}/instructengine-containers-XXXXXX")
container=""
clean_up() {
    [[ -z "${container}" ]] || podman --runtime runc rm --force --time 0 "${container}" >/dev/null 2>&1 || true
    rm -rf "${work}"
}
trap clean_up EXIT

say() { printf '%s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2 && exit 1; }
has_image() { buildah inspect --type image "$1" >/dev/null 2>&1; }

dotnet_root() { dirname "$(readlink -f "$(command -v dotnet)")"; }

make_sdk_image() {
    say "making a stand-in for ${sdk}"
    debootstrap --variant=minbase --include=ca-certificates,libicu72,libssl3,libstdc++6,zlib1g bookworm "${work}/sdk" >"${work}/debootstrap.log" 2>&1 ||
        fail "debootstrap: $(tail -n 3 "${work}/debootstrap.log")"
    mkdir -p "${work}/sdk/usr/share/dotnet"
    tar -C "$(dotnet_root)" -cf - --exclude=./templates . | tar -C "${work}/sdk/usr/share/dotnet" -xf -
    ln -s /usr/share/dotnet/dotnet "${work}/sdk/usr/bin/dotnet"
    cp /etc/ssl/certs/ca-certificates.crt "${work}/sdk/etc/ssl/certs/ca-certificates.crt"
    import_image "${work}/sdk" "${sdk}" --env DOTNET_CLI_TELEMETRY_OPTOUT=1 --env DOTNET_NOLOGO=1
}

# As bare as the original: .NET, the C and C++ libraries, OpenSSL, certificates, and a user. No shell.
make_runtime_image() {
    say "making a stand-in for ${runtime}"
    local root="${work}/runtime" library
    mkdir -p "${root}"/{etc/ssl/certs,tmp,usr/share/dotnet,usr/lib,usr/lib64,home/app}
    ln -s usr/lib "${root}/lib"
    ln -s usr/lib64 "${root}/lib64"
    chmod 1777 "${root}/tmp"
    printf 'root:x:0:0:root:/root:/sbin/nologin\napp:x:1654:1654::/home/app:/sbin/nologin\n' >"${root}/etc/passwd"
    printf 'root:x:0:\napp:x:1654:\n' >"${root}/etc/group"
    cp /etc/ssl/certs/ca-certificates.crt "${root}/etc/ssl/certs/"
    cp -r "$(dotnet_root)"/{dotnet,host,shared} "${root}/usr/share/dotnet/"
    for library in libc libm libdl libpthread librt libgcc_s libstdc++ libssl libcrypto libz libresolv libnss_files libnss_dns; do
        cp -L --parents /lib/x86_64-linux-gnu/"${library}".so.* "${root}/" 2>/dev/null || cp -L --parents /usr/lib/x86_64-linux-gnu/"${library}".so.* "${root}/"
    done
    cp -L /lib64/ld-linux-x86-64.so.2 "${root}/usr/lib64/"
    import_image "${root}" "${runtime}"
}

import_image() { # FOLDER NAME [buildah config options]
    local folder=$1 name=$2 made
    shift 2
    made=$(buildah from scratch)
    buildah add --quiet "${made}" "${folder}" / >/dev/null
    (($# == 0)) || buildah config "$@" "${made}"
    buildah commit --quiet --rm "${made}" "${name}" >/dev/null
    rm -rf "${folder}"
}

build() { # SERVICE
    local options=(--layers --file "services/$1/Dockerfile" --tag "instructengine/$1:${version}") started=${SECONDS}
    # Linux runs the build in the host's network: a feed on this machine can be reached.
    [[ -z "${feed}" ]] || options+=(--network host --volume "${feed}:/root/.nuget/NuGet/NuGet.Config:ro")
    [[ -z "${local_bases}" ]] || options+=(--pull-never --runtime runc)
    buildah build "${options[@]}" . >"${work}/$1.log" 2>&1 || fail "the image of $1: $(tail -n 15 "${work}/$1.log")"
    say "$1: built in $((SECONDS - started)) s, $(podman image inspect --format '{{.Size}}' "instructengine/$1:${version}" | awk '{ printf "%.0f MB", $1 / 1e6 }')"
}

environment() {
    if [[ -n "${INSTRUCTENGINE_TEST_RABBITMQ:-}" && -n "${INSTRUCTENGINE_TEST_AZURITE:-}" ]]; then
        local address=${INSTRUCTENGINE_TEST_RABBITMQ#*://} credentials
        credentials=${address%@*} address=${address#*@} address=${address%%/*}
        printf 'INSTRUCTENGINE_BUS__RABBITMQ__%s\n' "HOST=${address%:*}" "PORT=${address#*:}" "USERNAME=${credentials%%:*}" "PASSWORD=${credentials#*:}"
        printf 'INSTRUCTENGINE_STORAGE__%s\n' BLOBS=azure "AZURECONNECTIONSTRING=${INSTRUCTENGINE_TEST_AZURITE}"
    else
        printf 'INSTRUCTENGINE_%s\n' BUS__TRANSPORT=memory STORAGE__BLOBS=file STORAGE__BLOBFOLDER=/tmp/blobs
    fi
    printf 'INSTRUCTENGINE_STORAGE__%s\n' DOCUMENTS=sqlite SQLITEPATH=/tmp/run.db
    printf 'INSTRUCTENGINE_%s\n' LISTEN__ADDRESS=127.0.0.1 "HTTP__PORT=$1" "GRPC__PORT=$2"
}

free_port() {
    local port
    while port=$((20000 + RANDOM % 30000)); do
        (exec 3<>"/dev/tcp/127.0.0.1/${port}") 2>/dev/null || { echo "${port}" && return; }
    done
}

run() { # SERVICE
    local port grpc code=0 page started=${SECONDS}
    port=$(free_port) grpc=$(free_port)
    environment "${port}" "${grpc}" >"${work}/environment"
    container=$(podman --runtime runc --cgroup-manager cgroupfs run --detach --network host \
        --ulimit nofile=16384:16384 --ulimit nproc=16384:16384 \
        --read-only --read-only-tmpfs=false --tmpfs /tmp:rw,size=2g,mode=1777 --cap-drop all --security-opt no-new-privileges \
        --env-file "${work}/environment" "instructengine/$1:${version}")

    until [[ "$(curl --silent --output /dev/null --write-out '%{http_code}' --max-time 5 "http://127.0.0.1:${port}/health/ready")" == 200 ]]; do
        [[ "$(podman inspect --format '{{.State.Running}}' "${container}")" == true ]] || fail "$1 ended: $(podman logs "${container}" 2>&1 | tail -n 5)"
        ((SECONDS - started < 180)) || fail "$1 is not ready after 180 s: $(podman logs "${container}" 2>&1 | tail -n 5)"
        sleep 1
    done
    local ready=$((SECONDS - started)) process
    for page in /health/startup /health/live /metrics; do
        curl --silent --fail --max-time 20 --output "${work}/page" "http://127.0.0.1:${port}${page}" || fail "$1 does not answer ${page}"
    done
    grep -q '^dotnet_' "${work}/page" || fail "$1 exports no metrics"
    process=$(podman inspect --format '{{.State.Pid}}' "${container}")
    [[ "$(awk '/^Uid:/ { print $2 }' "/proc/${process}/status")" == 1654 ]] || fail "$1 runs as another user than 1654"
    [[ "$(awk '/^CapEff:/ { print $2 }' "/proc/${process}/status")" == 0000000000000000 ]] || fail "$1 has capabilities"
    if podman --runtime runc exec "${container}" /bin/sh -c true >/dev/null 2>&1; then fail "$1 has a shell"; fi

    started=${SECONDS}
    podman kill --signal TERM "${container}" >/dev/null
    code=$(timeout 60 podman wait "${container}") || fail "$1 still runs 60 s after SIGTERM"
    [[ "${code}" == 0 ]] || fail "$1 ended with exit code ${code} after SIGTERM: $(podman logs "${container}" 2>&1 | tail -n 5)"
    podman rm "${container}" >/dev/null
    container=""
    say "$1: ready after ${ready} s, stopped in $((SECONDS - started)) s; user 1654, no capability, read-only root, no shell"
}

if [[ -n "${local_bases}" ]]; then
    has_image "${sdk}" || make_sdk_image
    has_image "${runtime}" || make_runtime_image
fi
for service in "${services[@]}"; do
    build "${service}"
    run "${service}"
done
say "${#services[@]} of ${#services[@]} images built and run"
