# shellcheck shell=bash
# shellcheck disable=SC2153 # CHECKOUT is the main script's
# What dev/quickstart and dev/test share: the tools of the build, the lab's use, and the processes that are theirs.

RUN_DIR=$CHECKOUT/.lab

make_run_dir() {
  mkdir -p -- "$RUN_DIR" 2>/dev/null || true
  [[ -w "$RUN_DIR" && -x "$RUN_DIR" ]] || die "can't write to $RUN_DIR; is it another user's? Try as root, or remove it"
  chmod 700 -- "$RUN_DIR"
}

# --- tools ---

declare -a PACKAGES=() PROBLEMS=()

want_jdk() {
  find_jdk >/dev/null && return 0
  local package=openjdk-$JAVA_WANTED-jdk-headless
  if offered "$package" "$JAVA_WANTED"; then
    PACKAGES+=("$package")
  else
    PROBLEMS+=("a JDK of at least $JAVA_WANTED, which is no package of this distribution: install Temurin $JAVA_WANTED (Adoptium's packages, or
      'sdk install java $JAVA_WANTED-tem' with SDKMAN), or unpack any JDK $JAVA_WANTED into a directory below /opt, or set JAVA_HOME")
  fi
}

want_maven() {
  local version=''
  if have mvn; then
    version=$(JAVA_HOME=$(find_jdk || true) maven_version) || true
    at_least "$MAVEN_WANTED" "$version" && return 0
    PROBLEMS+=("Maven of at least $MAVEN_WANTED: the mvn in PATH is ${version:-one that does not run}")
  elif offered maven "$MAVEN_WANTED"; then
    PACKAGES+=(maven)
  else
    PROBLEMS+=("Maven of at least $MAVEN_WANTED: install it and have mvn in PATH")
  fi
}

# A distribution's npm is enough to get a Node.js from the npm registry where its own is too old.
want_node() {
  if use_node || have npm; then return 0; fi
  if offered nodejs "$NODE_WANTED"; then
    PACKAGES+=(nodejs npm)
  elif offered npm 0; then
    PACKAGES+=(npm)
  else
    PROBLEMS+=("Node.js of at least $NODE_WANTED, with npm")
  fi
}

install_node() {
  local dir
  use_node && return 0
  dir=$(node_cache)
  log "the Node.js here is older than $NODE_WANTED; getting one from the npm registry into $dir"
  rm -rf -- "$dir.new"
  mkdir -p -- "$dir.new"
  quietly npm install --prefix "$dir.new" --no-package-lock --no-audit --no-fund --no-update-notifier --ignore-scripts=false \
    node@24 npm@11 || die "npm could not install the package node"
  rm -rf -- "$dir"
  mv -- "$dir.new" "$dir"
  use_node || die "the Node.js in $dir does not run"
}

find_chromium() {
  local name
  if [[ -n "${CHROMIUM:-}" ]]; then
    [[ -x "$CHROMIUM" ]] || die "CHROMIUM is $CHROMIUM, which can't be run"
    return 0
  fi
  for name in chromium-headless-shell chromium google-chrome chromium-browser; do
    if CHROMIUM=$(command -v "$name"); then
      export CHROMIUM
      return 0
    fi
  done
  unset CHROMIUM
  return 1
}

# Without a window is all that tests want of it. Without its recommended packages Chromium has no fonts at all.
want_chromium() {
  find_chromium && return 0
  if offered chromium-headless-shell 0; then
    PACKAGES+=(chromium-headless-shell fonts-liberation)
  elif offered chromium 0; then
    PACKAGES+=(chromium fonts-liberation)
  else
    PROBLEMS+=("Chromium: install it, or set CHROMIUM to its path")
  fi
}

want_curl() {
  have curl || PACKAGES+=(curl)
}

# What the recipes of docs/automation.md need.
want_recipes() {
  have jq || PACKAGES+=(jq)
  have python3 || PACKAGES+=(python3)
}

# With which docs/storage.md backs a PostgreSQL up.
want_pg_dump() {
  { have pg_dump && have pg_restore; } || PACKAGES+=(postgresql-client)
}

# What checks docker-compose.yml; no engine is needed for that.
want_compose() {
  docker compose version >/dev/null 2>&1 || have docker-compose || PACKAGES+=(docker-compose)
}

want_lab() {
  ((EUID == 0)) || lab status >/dev/null 2>&1 ||
    PROBLEMS+=("the private LXD and Incus, which are not up, and which only root can start: sudo dev/lxd-lab up")
}

# offered PACKAGE VERSION: whether apt has it, at least that new.
offered() {
  local version
  have apt-get || return 1
  ((EUID != 0)) || apt_update
  version=$(package_candidate "$1")
  [[ -n "$version" ]] && at_least "$2" "${version#*:}"
}

# set_up TOOL...: has them all, or says all that is missing.
set_up() {
  local tool
  PACKAGES=() PROBLEMS=()
  for tool in "$@"; do "want_$tool"; done
  if ((${#PACKAGES[@]})) && { ((${#PROBLEMS[@]} || EUID != 0)) || ! have apt-get; }; then
    PROBLEMS+=("packages that root can install: ${PACKAGES[*]}")
  fi
  if ((${#PROBLEMS[@]})); then
    log "this machine lacks:"
    printf '  - %s\n' "${PROBLEMS[@]}" >&2
    exit 1
  fi
  if ((${#PACKAGES[@]})); then
    [[ -e /etc/ssl/certs/ca-certificates.crt ]] || PACKAGES+=(ca-certificates)
    apt_install "${PACKAGES[@]}"
  fi
  [[ " $* " != *" node "* ]] || install_node
  [[ " $* " != *" chromium "* ]] || find_chromium || die "Chromium is installed, but not in PATH"
}

# --- locks and processes ---

# Closed for whatever is started, so that it lasts as long as this process.
LOCK_FD=

# take_lock NAME: fails if a living process has it; LOCK_HOLDER is its pid then.
take_lock() {
  exec {LOCK_FD}>>"$RUN_DIR/$1.lock"
  if flock -n "$LOCK_FD"; then
    printf '%s\n' "$$" >"$RUN_DIR/$1.lock"
    return 0
  fi
  drop_lock
  # shellcheck disable=SC2034 # for the caller
  read -r LOCK_HOLDER <"$RUN_DIR/$1.lock" || LOCK_HOLDER=
  return 1
}

drop_lock() {
  [[ -z "$LOCK_FD" ]] || exec {LOCK_FD}>&-
  LOCK_FD=
}

lock_held() {
  [[ -e "$RUN_DIR/$1.lock" ]] && ! flock -n "$RUN_DIR/$1.lock" true
}

# parts KIND: the processes of this checkout that were started as that, however long ago and by whom.
parts() {
  pids_with "LXD_GATEWAY_PART=$1:$CHECKOUT"
}

# end_parts KIND SECONDS: by TERM, and by KILL what is left after that time.
end_parts() {
  local deadline=$((SECONDS + $2)) signal=TERM pids
  while mapfile -t pids < <(parts "$1") && ((${#pids[@]})); do
    if ((SECONDS >= deadline)); then signal=KILL; fi
    [[ -z "$signal" ]] || kill "-$signal" "${pids[@]}" 2>/dev/null || true
    [[ "$signal" == KILL ]] || signal=
    sleep 0.1
  done
}

CHILD=

# part KIND COMMAND...: runs it in a session of its own and waits, so that a signal to this script is handled at once.
part() {
  local kind=$1 status=0
  shift
  (
    [[ -z "$LOCK_FD" ]] || exec {LOCK_FD}>&-
    LXD_GATEWAY_PART=$kind:$CHECKOUT exec setsid "$@"
  ) </dev/null &
  CHILD=$!
  wait "$CHILD" || status=$?
  CHILD=
  return "$status"
}

# --- the lab ---

# The directories of labs that these scripts started, one a line.
LAB_MARKER=$RUN_DIR/lab-started

own_lab() {
  printf '/var/tmp/lxd-lab-%s\n' "$(printf '%s' "$CHECKOUT" | sha256sum | cut -c 1-8)"
}

# In a shell that evaluated `dev/lxd-lab env` the variables name a lab, maybe another checkout's. They are no wish for those
# servers: this checkout has its own. A directory chosen by hand stays.
forget_lab_environment() {
  local name directory=${LXD_LAB_DIR:-}
  [[ -n "$directory" ]] || return 0
  for name in $(compgen -e GATEWAY_REMOTES_); do
    if [[ "${!name}" == "$directory"/* ]]; then unset "$name"; fi
  done
  compgen -e GATEWAY_REMOTES_ >/dev/null || unset GATEWAY_DEFAULTREMOTE
  for name in $(compgen -e LXD_LAB_); do unset "$name"; done
  if [[ ! "$directory" =~ ^/var/tmp/lxd-lab-[0-9a-f]{8}/?$ ]]; then
    export LXD_LAB_DIR=$directory
  elif [[ "${directory%/}" != "$(own_lab)" ]]; then
    log "leaving out $directory, which the environment names: it is another checkout's lab"
  fi
}

# What these scripts and all they start ask on loopback is not for a proxy.
keep_loopback_from_proxies() {
  export no_proxy="127.0.0.1,localhost${no_proxy:+,$no_proxy}"
  export NO_PROXY=$no_proxy
}

lab() {
  "$CHECKOUT/dev/lxd-lab" "$@"
}

# start_lab OPTION...: as dev/lxd-lab up takes them.
# Notes that there was none before it starts it, so that a kill at any moment leaves no lab that nobody takes down.
start_lab() {
  ((EUID == 0)) || return 0
  [[ -n "$(lab status 2>/dev/null)" ]] || printf '%s\n' "${LXD_LAB_DIR:-$(own_lab)}" >>"$LAB_MARKER"
  part lab "$CHECKOUT/dev/lxd-lab" up "$@" >/dev/null || die "the lab does not start"
}

# The last that needs a lab that one of these scripts started takes it down: that one, whatever the environment names now.
release_lab() {
  local directory
  [[ -e "$LAB_MARKER" ]] || return 0
  if lock_held quickstart || lock_held test || [[ -n "$(parts gateway)" ]]; then return 0; fi
  log "taking the lab down"
  while read -r directory; do
    LXD_LAB_DIR=$directory lab down </dev/null || return 1
  done < <(sort -u -- "$LAB_MARKER")
  rm -f -- "$LAB_MARKER"
}
