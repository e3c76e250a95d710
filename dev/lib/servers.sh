# shellcheck shell=bash
# shellcheck disable=SC2153 # STATE is the main script's
# The servers: lxd, incus, lxd13. Each has the directory $STATE/NAME, a Unix socket in it and a loopback port.

server_socket() {
  printf '%s\n' "$STATE/$1/unix.socket"
}

server_url() {
  local port=0
  read -r port 2>/dev/null <"$STATE/conf/$1.port" || true
  printf 'https://127.0.0.1:%s\n' "$port"
}

server_offered() {
  case $1 in
    lxd) lxd_daemon >/dev/null && have lxc ;;
    incus) incus_daemon >/dev/null && have incus ;;
    lxd13) [[ -d "$STATE/lxd13-root" ]] ;;
  esac
}

make_server_directories() {
  local name
  for name in lxd incus lxd13; do
    if server_offered "$name"; then install -d -m 711 -- "$STATE/$name"; fi
  done
}

# SERVERS: what this lab is made of, the default first.
find_servers() {
  local name
  SERVERS=()
  for name in lxd incus lxd13; do
    if [[ -d "$STATE/$name" ]]; then SERVERS+=("$name"); fi
  done
}

# With sudo, the sockets and the client's key are for the caller as well, who is as good as root anyway; but not for a group
# that others are in.
choose_group() {
  LAB_GROUP=root
  if [[ -n "${SUDO_USER:-}" && "$(id -gn -- "$SUDO_USER" 2>/dev/null)" == "$SUDO_USER" ]]; then LAB_GROUP=$SUDO_USER; fi
}

make_directories() {
  # Its containers' roots need every directory above them to be traversable; keys and databases close their own.
  install -d -m 711 -- "$STATE"
  install -d -m 700 -- "$STATE"/{logs,images}
  install -d -m 750 -g "$LAB_GROUP" -- "$STATE"/{client,conf}
  install -d -m 770 -g "$LAB_GROUP" -- "$STATE"/conf/{lxc,incus}
}

make_client_certificate() {
  local dir=$STATE/client
  [[ ! -s "$dir/client.crt" || ! -s "$dir/client.key" ]] || return 0
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj /CN=lxd-lab \
    -keyout "$dir/client.key.new" -out "$dir/client.crt.new" 2>/dev/null || die "openssl could not make a certificate"
  chgrp -- "$LAB_GROUP" "$dir/client.key.new"
  chmod 640 "$dir/client.key.new"
  mv -- "$dir/client.key.new" "$dir/client.key"
  mv -- "$dir/client.crt.new" "$dir/client.crt"
}

write_client_config() {
  local extra=''
  [[ ! -d "$STATE/lxd13" ]] || printf -v extra '  lxd13:\n    addr: unix://%s\n' "$(server_socket lxd13)"
  client_config "$extra" >"$STATE/conf/lxc/config.yml"
  client_config '' >"$STATE/conf/incus/config.yml"
}

client_config() {
  printf 'default-remote: local\nremotes:\n  local:\n    addr: unix://\n%saliases: {}\n' "$1"
}

CLI_TIMEOUT=180

# cli NAME ARGUMENT...: the server's own client, bounded in time.
cli() {
  local name=$1
  shift
  case $name in
    incus) INCUS_DIR=$STATE/incus INCUS_CONF=$STATE/conf/incus timeout -k 5 "$CLI_TIMEOUT" incus "$@" </dev/null ;;
    *) LXD_DIR=$STATE/$name LXD_CONF=$STATE/conf/lxc timeout -k 5 "$CLI_TIMEOUT" lxc "$@" </dev/null ;;
  esac
}

# The daemon itself: its children have its environment, but not its arguments.
server_pid() {
  local pid args
  for pid in $(pids_with "LXD_LAB_SERVER=$1:$STATE"); do
    mapfile -d '' -t args 2>/dev/null <"/proc/$pid/cmdline" || continue
    if [[ "${args[1]:-}" == --group ]]; then
      printf '%s\n' "$pid"
      return 0
    fi
  done
  return 1
}

# api NAME PATH: bounded by seconds also where the daemon hangs.
api() {
  curl -fsS --max-time 5 --unix-socket "$(server_socket "$1")" "http://localhost/$2" 2>/dev/null
}

server_answers() {
  api "$1" 1.0 >/dev/null
}

declare -A SPAWNED=()

# Outlives this shell and holds nothing of it: neither its lock nor the pipe that its caller reads.
spawn() {
  local name=$1 fd
  shift
  [[ ! -e "$STATE/logs/$name.log" ]] || mv -f -- "$STATE/logs/$name.log" "$STATE/logs/$name.log.1"
  (
    cd /
    for fd in /proc/self/fd/*; do
      fd=${fd##*/}
      ((fd < 3)) || eval "exec $fd>&-"
    done
    exec env -i PATH="$PATH" HOME=/root LANG=C.UTF-8 LXD_LAB_OF="$STATE" LXD_LAB_SERVER="$name:$STATE" setsid "$@"
  ) </dev/null >>"$STATE/logs/$name.log" 2>&1 &
  SPAWNED[$name]=$!
}

start_server() {
  local name=$1 dir=$STATE/$1
  if server_pid "$name" >/dev/null; then return 0; fi
  log "starting $name"
  case $name in
    lxd) spawn lxd env LXD_DIR="$dir" lxd --group "$LAB_GROUP" ;;
    incus) spawn incus env INCUS_DIR="$dir" "$(incus_daemon)" --group "$LAB_GROUP" ;;
    lxd13)
      # shellcheck disable=SC2016
      spawn lxd13 env LXD_DIR="$dir" unshare --mount --propagation private \
        bash -euc "$(declare -f enter_root)"'; enter_root "$1" "$2"; exec lxd --group "$3"' bash "$STATE/lxd13-root" "$dir" "$LAB_GROUP"
      ;;
  esac
}

# enter_root ROOT STATE: ROOT becomes the root of this mount namespace, with STATE at its own path. A chroot would not do:
# LXC pivots itself.
enter_root() {
  local root=$1 state=$2 part
  mount --bind "$root" "$root"
  cd "$root" || return
  for part in proc sys dev; do mount --rbind "/$part" "$root/$part"; done
  mount -t tmpfs -o mode=755 tmpfs "$root/run"
  mkdir -p "$root$state" "$root/run/old"
  mount --bind "$state" "$root$state"
  pivot_root . run/old
  cd /
  umount -l /run/old
  rmdir /run/old
}

fail() {
  die "$1: $2; 'down', then 'up' begins afresh. Its last words: $(tail -n 5 -- "$STATE/logs/$1.log" 2>/dev/null)"
}

# What was only just spawned doesn't look like the server yet.
lives() {
  if [[ -n "${SPAWNED[$1]:-}" ]]; then kill -0 "${SPAWNED[$1]}" 2>/dev/null; else server_pid "$1" >/dev/null; fi
}

wait_ready() {
  local name=$1 deadline=$((SECONDS + 60)) pid
  until api "$name" internal/ready >/dev/null; do
    lives "$name" || fail "$name" "it ended"
    if ((SECONDS >= deadline)); then
      [[ -z "${2:-}" ]] || fail "$name" "it does not get ready"
      log "$name hangs, starting it anew"
      pid=$(server_pid "$name") && kill -KILL "$pid"
      sleep 1
      start_server "$name"
      wait_ready "$name" again
      return
    fi
    sleep 0.1
  done
}

port_is_free() {
  ! grep -qi ":$(printf '%04X' "$1") 0*:0000 0A " /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

# Below the range that the kernel gives to outgoing connections.
random_port() {
  local port
  until port=$((20000 + RANDOM % 12000)) && port_is_free "$port"; do :; done
  printf '%s\n' "$port"
}

tls_answers() {
  curl -fsSk --max-time 5 --cert "$STATE/client/client.crt" --key "$STATE/client/client.key" "$(server_url "$1")/1.0" 2>/dev/null |
    grep -q '"auth": *"trusted"'
}

set_up_tls() {
  local name=$1 try
  trust_client "$name"
  for try in 1 2 3 4 5; do
    if tls_answers "$name"; then return 0; fi
    if [[ ! -s "$STATE/conf/$name.port" || "$try" -gt 2 ]]; then random_port >"$STATE/conf/$name.port"; fi
    cli "$name" config set core.https_address "$(server_url "$name" | cut -c 9-)" >&2 || true
  done
  fail "$name" "it does not answer at $(server_url "$name")"
}

trust_client() {
  local name=$1 print add=(add)
  print=$(openssl x509 -in "$STATE/client/client.crt" -noout -fingerprint -sha256 | cut -d = -f 2 | tr -d : | tr '[:upper:]' '[:lower:]')
  if api "$name" 1.0/certificates | grep -q "$print"; then return 0; fi
  [[ "$name" != incus ]] || add=(add-certificate)
  cli "$name" config trust "${add[@]}" "$STATE/client/client.crt" >/dev/null
}

exists() {
  api "$1" "1.0/$2" >/dev/null
}

set_up_server() {
  local name=$1
  wait_ready "$name"
  exists "$name" storage-pools/default || cli "$name" storage create default dir >/dev/null ||
    fail "$name" "no storage pool"
  cli "$name" profile device get default root pool >/dev/null 2>&1 ||
    cli "$name" profile device add default root disk path=/ pool=default >/dev/null || fail "$name" "no root disk"
  set_up_tls "$name"
  ensure_image "$name" busybox
  ensure_container "$name" demo busybox
  if [[ -e "$STATE/images/full.tar.gz" ]]; then
    ensure_image "$name" full
    ensure_container "$name" full full
  fi
}

ensure_image() {
  local name=$1 image=$2 file=$STATE/images/$2.tar.gz try print
  if exists "$name" "images/aliases/$image"; then return 0; fi
  log "$name: importing the image $image"
  print=$(sha256sum -- "$file" | cut -d ' ' -f 1)
  for try in 1 2 3; do
    # An import that was cut short may have left the image without its alias.
    if exists "$name" "images/$print"; then
      cli "$name" image alias create "$image" "$print" >&2 && return 0
    else
      cli "$name" image import "$file" --alias "$image" >/dev/null && return 0
    fi
    sleep "$try"
  done
  fail "$name" "it does not take the image $image"
}

# The instance's own status comes last, after those of what it holds.
container_state() {
  api "$1" "1.0/instances/$2" | grep -o '"status":"[A-Z][a-z]*"' | tail -n 1 | cut -d '"' -f 4
}

exec_works() {
  local CLI_TIMEOUT=20
  cli "$1" exec "$2" -- true >/dev/null 2>&1
}

ensure_container() {
  local name=$1 container=$2 image=$3 try said
  for try in 1 2 3 4 5 6; do
    case $(container_state "$name" "$container" || true) in
      Running)
        if exec_works "$name" "$container"; then return 0; fi
        ((try > 2)) || continue
        log "$name: $container does not answer, restarting it"
        cli "$name" restart --force "$container" >&2 || true
        ;;
      Stopped)
        log "$name: starting $container"
        cli "$name" start "$container" >&2 || remake "$name" "$container" "$try"
        ;;
      '')
        log "$name: making $container"
        # It says at length that there is no network.
        said=$(cli "$name" launch "$image" "$container" 2>&1) || log "$name: $said"
        ;;
      *)
        remake "$name" "$container" "$try"
        sleep 1
        ;;
    esac
  done
  fail "$name" "$container does not run"
}

# What a killed call left half made is made again.
remake() {
  (($3 > 2)) || return 0
  log "$1: removing $2 to make it again"
  cli "$1" delete --force "$2" >&2 || true
}

status_line() {
  local name=$1 pid about state
  pid=$(server_pid "$name") || pid=-
  about=$(api "$name" 1.0 | sed -n 's/.*"server": *"\([^"]*\)".*"server_version": *"\([^"]*\)".*/\1 \2/p') || true
  state=''
  [[ -z "$about" ]] || state=$(container_state "$name" demo) || true
  printf '%s: %s, pid %s, %s, %s, demo %s\n' "$name" "${about:-down}" "$pid" "$(server_socket "$name")" "$(server_url "$name")" "${state:--}"
  [[ -n "$about" && "$state" == Running ]]
}
