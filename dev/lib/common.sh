# shellcheck shell=bash
# Helpers that the scripts in dev/ share. Source it; it changes nothing by itself.

log() {
  printf '%s: %s\n' "${LOG_NAME:-${0##*/}}" "$*" >&2
}

die() {
  log "$@"
  exit 1
}

need_root() {
  ((EUID == 0)) || die "this needs root; run it with sudo"
}

have() {
  command -v "$1" >/dev/null 2>&1
}

package_installed() {
  [[ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null)" == ii* ]]
}

package_candidate() {
  LC_ALL=C apt-cache policy "$1" 2>/dev/null | awk '$1 == "Candidate:" && $2 != "(none)" { print $2 }'
}

package_offered() {
  [[ -n "$(package_candidate "$1")" ]]
}

APT_OPTIONS=(-q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold)

# quietly COMMAND...: what it prints is shown only if it fails.
quietly() {
  local output
  output=$("$@" </dev/null 2>&1) && return 0
  printf '%s\n' "$output" >&2
  return 1
}

_apt() {
  DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 quietly apt-get "${APT_OPTIONS[@]}" "$@"
}

# The lock timeout is for dpkg's lock only; that of the lists makes apt-get fail at once.
# shellcheck disable=SC2120 # arguments narrow it to one source
_apt_update_lists() {
  local output deadline=$((SECONDS + 120))
  until output=$(LC_ALL=C apt-get "${APT_OPTIONS[@]}" update "$@" </dev/null 2>&1); do
    if [[ "$output" != */lists/lock* ]] || ((SECONDS > deadline)); then
      printf '%s\n' "$output" | grep '^[EW]:' >&2 || true
      return 1
    fi
    sleep 2
  done
}

# A source that doesn't answer is no reason to stop: what matters is whether the packages wanted can be had.
apt_update() {
  [[ -z "${_apt_updated:-}" ]] || return 0
  log "apt-get update"
  # shellcheck disable=SC2119
  _apt_update_lists || log "apt-get update failed in part; going on with what there is"
  _apt_updated=1
}

# apt_install PACKAGE... installs what is missing (also PACKAGE/SUITE), without prompts and without recommended packages.
apt_install() {
  local package missing=()
  for package in "$@"; do
    package_installed "${package%%/*}" || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  have apt-get || die "missing: ${missing[*]}; this is no Debian or Ubuntu, install them by hand"
  ((EUID == 0)) || die "missing: ${missing[*]}; only root can install them (apt-get install --no-install-recommends ${missing[*]})"
  apt_update
  log "installing ${missing[*]}"
  _apt install --no-install-recommends "${missing[@]}" || die "could not install ${missing[*]}"
}
