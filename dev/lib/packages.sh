# shellcheck shell=bash
# What the lab needs from the distribution. Installing it never starts or touches a service of the machine.

os_field() {
  (
    # shellcheck disable=SC1091
    source /etc/os-release
    local -n field=$1
    printf '%s\n' "${field:-}"
  )
}

# The archive that this machine takes its own release from, mirrors included.
mirror() {
  local uri
  # shellcheck disable=SC2016
  uri=$(apt-get indextargets --format '$(REPO_URI)' \
    "Created-By: Packages" "Codename: $(os_field VERSION_CODENAME)" "Component: main" 2>/dev/null | head -n 1)
  [[ -n "$uri" ]] || die "no apt source for $(os_field VERSION_CODENAME) main is configured"
  printf '%s\n' "$uri"
}

archive_keyring() {
  local file
  file=/usr/share/keyrings/$(os_field ID)-archive-keyring.gpg
  [[ ! -f "$file" ]] || printf '%s\n' "$file"
}

# Ubuntu's package 'lxd' only installs a snap, which can't be run with a directory of its own.
lxd_is_packaged() {
  [[ "$(os_field ID)" != ubuntu && " $(os_field ID_LIKE) " != *" ubuntu "* ]]
}

lxd_daemon() {
  lxd_is_packaged && package_installed lxd && command -v lxd
}

incus_daemon() {
  local path
  for path in /usr/libexec/incus/incusd /usr/lib/incus/incusd /opt/incus/bin/incusd; do
    if [[ -x "$path" ]]; then
      printf '%s\n' "$path"
      return 0
    fi
  done
  command -v incusd
}

# Debian 12 has Incus in its backports only.
add_backports() {
  local codename uri keyring file
  codename=$(os_field VERSION_CODENAME)
  [[ "$(os_field ID)" == debian && "$codename" == bookworm ]] || return 1
  # shellcheck disable=SC2016
  if apt-get indextargets --format '$(CODENAME)' | grep -qx "$codename-backports"; then return 0; fi
  uri=$(mirror)
  keyring=$(archive_keyring)
  file=/etc/apt/sources.list.d/$codename-backports.sources
  log "adding $codename-backports to the apt sources, for Incus: $file"
  printf 'Types: deb\nURIs: %s\nSuites: %s-backports\nComponents: main\n' "$uri" "$codename" >"$file.new"
  [[ -z "$keyring" ]] || printf 'Signed-By: %s\n' "$keyring" >>"$file.new"
  mv -- "$file.new" "$file"
  _apt_update_lists -o Dir::Etc::SourceList="$file" -o Dir::Etc::SourceParts=/dev/null -o APT::Get::List-Cleanup=0 && return 0
  rm -f -- "$file"
  log "could not read $codename-backports"
  return 1
}

# Runs apt_install where policy-rc.d refuses every start of a service. The refusal is in a mount namespace of its own, so
# other packages' installation at the same time doesn't see it, and a kill leaves nothing behind but, at worst, an empty
# file that is not executable.
apt_install_without_starting() {
  local policy=/usr/sbin/policy-rc.d refusal made='' ok=0 package before missing=()
  for package in "$@"; do
    package_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  apt_update
  refusal=$(mktemp)
  printf '#!/bin/sh\nexit 101\n' >"$refusal"
  chmod 755 "$refusal"
  if [[ ! -s "$policy" ]]; then
    made=1
    : >"$policy"
  fi
  before=$(installed_packages)
  log "installing ${missing[*]}"
  # shellcheck disable=SC2016
  DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 quietly unshare --mount --propagation private bash -euc '
    mount --bind "$1" "$2"
    shift 2
    exec "$@"' bash "$refusal" "$policy" \
    apt-get "${APT_OPTIONS[@]}" install --no-install-recommends "${missing[@]}" || ok=1
  [[ -z "$made" ]] || rm -f -- "$policy"
  rm -f -- "$refusal"
  ((ok == 0)) || die "could not install ${missing[*]}"
  keep_from_boot "$before"
}

installed_packages() {
  dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' | sed -n 's/^ii *//p' | sort
}

# Nor shall the next boot start what came with these packages, only for the lab.
keep_from_boot() {
  local unit new
  have systemctl || return 0
  mapfile -t new < <(comm -13 <(printf '%s\n' "$1") <(installed_packages))
  ((${#new[@]})) || return 0
  for unit in $(dpkg -L "${new[@]}" 2>/dev/null | sed -n 's!^.*/systemd/system/\([^/@]*\.\(service\|socket\)\)$!\1!p' | sort -u); do
    systemctl disable --quiet "$unit" 2>/dev/null || true
  done
}

ensure_subids() {
  local file
  for file in /etc/subuid /etc/subgid; do
    if ! grep -qs '^\(root\|0\):' "$file"; then
      log "adding a range for root to $file"
      printf 'root:%d:65536\n' "$(next_subid "$file")" >>"$file"
    fi
  done
}

next_subid() {
  awk -F: 'BEGIN { top = 1000000 } $2 + $3 > top { top = $2 + $3 } END { print top }' "$1" 2>/dev/null || printf '1000000\n'
}

install_tools() {
  local tool missing=()
  local -A package_of=([curl]=curl [openssl]=openssl [flock]=util-linux [setsid]=util-linux [awk]=mawk [tar]=tar [gzip]=gzip [ip]=iproute2)
  for tool in "${!package_of[@]}"; do
    have "$tool" || missing+=("${package_of[$tool]}")
  done
  ((${#missing[@]} == 0)) || apt_install "${missing[@]}"
}

install_lxd() {
  lxd_is_packaged || return 0
  if package_installed lxd && package_installed lxd-client; then return 0; fi
  have apt-get || return 0
  apt_update
  if package_offered lxd; then apt_install_without_starting lxd lxd-client; fi
}

install_incus() {
  if incus_daemon >/dev/null && have incus; then return 0; fi
  have apt-get || return 0
  apt_update
  package_offered incus-base || add_backports || return 0
  if package_offered incus-base; then apt_install_without_starting incus-base incus-client; fi
}

# What the tests run beside servers of LXD: the image, what stands in front of it, and what looks at it.
install_test_tools() {
  local tool missing=()
  local -A package_of=([podman]=podman [crun]=crun [nginx]=nginx-light [haproxy]=haproxy [prometheus]=prometheus [promtool]=prometheus [systemd-analyze]=systemd)
  for tool in "${!package_of[@]}"; do
    have "$tool" || missing+=("${package_of[$tool]}")
  done
  ((${#missing[@]})) || return 0
  have apt-get || die "missing, and this is no Debian or Ubuntu, so install them by hand: ${missing[*]}"
  ((EUID == 0)) || die "missing, and only root can install them: apt-get install --no-install-recommends ${missing[*]}"
  apt_install_without_starting "${missing[@]}"
}

# A package's installation is never ended half way by a later call: it bears no mark of ours and holds no lock.
unmarked() (
  unset LXD_LAB_WORKER
  exec {LOCK_FD}>&-
  "$@"
)

install_packages() {
  install_tools
  install_lxd
  install_incus
  if ! lxd_daemon >/dev/null && ! incus_daemon >/dev/null; then
    die "neither LXD nor Incus is packaged here; needed: packages lxd and lxd-client (Debian), or incus-base and incus-client"
  fi
  have_busybox || apt_install busybox-static
  ensure_subids
}
