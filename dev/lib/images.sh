# shellcheck shell=bash
# The images: a busybox made here, and on demand a small Debian. Nothing is fetched but Debian packages.

static_busybox() {
  local path
  for path in /usr/bin/busybox /bin/busybox; do
    if [[ -x "$path" ]] && is_static "$path"; then
      printf '%s\n' "$path"
      return 0
    fi
  done
  return 1
}

have_busybox() {
  static_busybox >/dev/null
}

# A dynamic program names its interpreter.
is_static() {
  ! LC_ALL=C grep -qaF /ld-linux "$1"
}

image_metadata() {
  cat <<METADATA
architecture: $(uname -m)
creation_date: 1700000000
properties:
  os: $1
  description: $2
templates:
  /etc/hostname:
    when: [create, copy]
    template: hostname.tpl
METADATA
}

# LXD asks for a halt by SIGPWR (or SIGRTMIN+3), which busybox's own init doesn't know; poweroff, halt and reboot inside
# the container send USR2, USR1 and TERM. This one reaps what is left to it, and ends at once.
init_script() {
  cat <<'INIT'
#!/bin/sh
trap 'exit 0' PWR 37 USR1 USR2 INT
trap 'busybox reboot -f 2>/dev/null || exit 0' TERM
while :; do
  sleep 3600 &
  wait $!
done
INIT
}

image_accounts() {
  local root=$1
  printf 'root:x:0:0:root:/root:/bin/sh\ndemo:x:1000:1000:demo:/home/demo:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n' >"$root/etc/passwd"
  printf 'root:x:0:\ntty:x:5:\ndemo:x:1000:\nnogroup:x:65534:\n' >"$root/etc/group"
  printf 'root:*:19000::::::\ndemo:*:19000::::::\nnobody:*:19000::::::\n' >"$root/etc/shadow"
}

busybox_rootfs() {
  local root=$1 busybox applet
  busybox=$(static_busybox) || die "no static busybox; install the package busybox-static"
  mkdir -p -- "$root"/{bin,sbin,usr/bin,usr/sbin,etc,dev,proc,sys,run,var/log,var/tmp,mnt,root,tmp,home/demo}
  install -m 755 -- "$busybox" "$root/bin/busybox"
  for applet in $("$busybox" --list-full); do
    case $applet in
      bin/busybox | sbin/init | linuxrc) ;;
      *) ln -sf /bin/busybox "$root/$applet" ;;
    esac
  done
  init_script >"$root/sbin/init"
  image_accounts "$root"
  printf 'busybox\n' >"$root/etc/hostname"
  printf '127.0.0.1 localhost\n::1 localhost\n' >"$root/etc/hosts"
  printf 'export PATH=/usr/sbin:/usr/bin:/sbin:/bin PS1="\\u@\\h:\\w\\$ "\n' >"$root/etc/profile"
  chmod 755 "$root/sbin/init"
  chmod 700 "$root/root"
  chmod 1777 "$root/tmp" "$root/var/tmp"
  chmod 640 "$root/etc/shadow"
  chown -R 1000:1000 "$root/home/demo"
}

# pack NAME DESCRIPTION: images/NAME.work/rootfs becomes images/NAME.tar.gz, in one step.
pack_image() {
  local name=$1 work=$STATE/images/$1.work
  image_metadata "$name" "$2" >"$work/metadata.yaml"
  mkdir -p "$work/templates"
  printf '{{ container.name }}\n' >"$work/templates/hostname.tpl"
  tar -C "$work" --numeric-owner -cf - metadata.yaml templates rootfs | gzip -1 >"$work.tar.gz"
  mv -- "$work.tar.gz" "$STATE/images/$name.tar.gz"
  rm -rf -- "$work"
}

build_busybox_image() {
  local work=$STATE/images/busybox.work
  [[ ! -e "$STATE/images/busybox.tar.gz" ]] || return 0
  log "making the image busybox"
  rm -rf -- "$work"
  busybox_rootfs "$work/rootfs"
  pack_image busybox "busybox"
}

# Where the roots that debootstrap made are kept for the next lab of this machine.
CACHE=/var/cache/lxd-lab

# The name tells how it was made; after two weeks the packages in it are too old.
cached() {
  find "$CACHE" -maxdepth 1 -name "$(cache_name "$1")" -mtime -14 2>/dev/null | grep .
}

cache_name() {
  printf '%s-%s.tar.gz\n' "$1" "$(declare -f "make_$1" run_debootstrap | cat - /etc/os-release | sha256sum | cut -c 1-16)"
}

# keep NAME FILE: FILE moves into the cache, in the place of older ones of that name.
keep() {
  local name
  name=$(cache_name "$1")
  install -d -m 700 -- "$CACHE"
  find "$CACHE" -maxdepth 1 -name "$1-*" ! -name "$name" -delete
  mv -- "$2" "$CACHE/$name"
}

# root_of NAME DIRECTORY: unpacks the root NAME there, which make_NAME makes if the cache doesn't have it.
root_of() {
  local name=$1 target=$2 archive
  rm -rf --one-file-system -- "$target"
  mkdir -p -- "$target"
  if archive=$(cached "$name"); then
    log "unpacking $archive"
    tar -C "$target" --numeric-owner --xattrs --xattrs-include='*' -xzf "$archive" || die "could not unpack $archive; remove it"
    return 0
  fi
  "make_$name" "$target"
  archive=$(mktemp -- "$STATE/images/$name.XXXXXX")
  tar -C "$target" --numeric-owner --xattrs --xattrs-include='*' -cf - . | gzip -1 >"$archive"
  keep "$name" "$archive"
}

run_debootstrap() {
  local suite=$1 target=$2 include=$3 logfile=$STATE/logs/debootstrap-$1.log keyring
  local options=(--variant=minbase "--include=$include")
  keyring=$(archive_keyring)
  [[ -z "$keyring" ]] || options+=("--keyring=$keyring")
  log "debootstrap of $suite, about a minute (log: $logfile)"
  # Its own namespace: a kill leaves no mounts of proc and sys in the target. What it writes need not survive a power cut.
  DEBIAN_FRONTEND=noninteractive DPKG_FORCE=unsafe-io timeout 900 unshare --mount --propagation private \
    debootstrap "${options[@]}" "$suite" "$target" "$(mirror)" </dev/null >"$logfile" 2>&1 ||
    die "debootstrap failed: $(tail -n 3 -- "$logfile")"
  rm -rf -- "$target"/var/cache/apt/archives/*.deb "$target"/var/lib/apt/lists/* "${target:?}"/dev/*
}

make_full() {
  local root=$1
  run_debootstrap "$(os_field VERSION_CODENAME)" "$root" bash,coreutils,tmux,vim-tiny,procps,less,ncurses-base
  mkdir -p -- "$root/sbin"
  init_script >"$root/sbin/init"
  chmod 755 "$root/sbin/init"
  printf 'LANG=C.UTF-8\n' >"$root/etc/default/locale"
  chroot "$root" useradd --create-home --shell /bin/bash --uid 1000 demo
}

build_full_image() {
  [[ ! -e "$STATE/images/full.tar.gz" ]] || return 0
  root_of full "$STATE/images/full.work/rootfs"
  log "packing the image full"
  pack_image full "a small Debian with bash, tmux and vim.tiny"
}

# The LXD of Debian 13 runs in a root of its own, on whatever release this is.
make_lxd13() {
  run_debootstrap trixie "$1" lxd,lxd-client,iproute2
}

build_lxd13_root() {
  local work=$STATE/lxd13-root.work
  [[ ! -e "$STATE/lxd13-root" ]] || return 0
  if [[ "$(os_field ID)" != debian ]] || ! have lxc; then
    log "leaving out lxd13, which needs a Debian and the lxc command (package lxd-client)"
    return 0
  fi
  root_of lxd13 "$work"
  mv -- "$work" "$STATE/lxd13-root"
}
