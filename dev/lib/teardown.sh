# shellcheck shell=bash
# Which processes, mounts and cgroups are this lab's, and how they end.

# pids_with NAME=VALUE: processes that were started with exactly that in their environment.
pids_with() {
  grep -lzxF -- "$1" /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3 || true
}

# The lab's own mark, and not LXD_DIR or a path in the arguments: a user's shell and tests have those as well.
lab_pids() {
  {
    pids_with "LXD_LAB_OF=$STATE"
    monitor_pids
    container_pids
  } | sort -un
}

as_regex() {
  printf '%s\n' "$1" | sed 's/[.+]/\\&/g'
}

monitor_pids() {
  grep -lzE -- "^\[lxc monitor\] $(as_regex "$STATE")/" /proc/[0-9]*/cmdline 2>/dev/null | cut -d / -f 3 || true
}

# A container's processes have no environment of ours, but their root lies in the state directory.
container_pids() {
  local below
  below=$(path_in_filesystem)
  grep -lE -- "^[0-9]+ [0-9]+ [0-9:]+ $(as_regex "$below")/[^ ]* / " /proc/[0-9]*/mountinfo 2>/dev/null | cut -d / -f 3 || true
}

path_in_filesystem() {
  local root target existing=$STATE
  [[ -d "$existing" ]] || existing=$(dirname -- "$STATE")
  read -r root target < <(findmnt -nr -o FSROOT,TARGET -T "$existing" 2>/dev/null) || true
  printf '%s%s\n' "${root%/}" "${STATE#"${target%/}"}"
}

lab_cgroups() {
  local pid
  for pid in $(lab_pids); do
    sed -n 's!^[^:]*:[^:]*:\(.*/lxc\.\(payload\|monitor\)\.[^/]*\).*!\1!p' "/proc/$pid/cgroup" 2>/dev/null || true
  done | sort -u
}

# Known while its processes live; a later 'down' may find them dead.
record_cgroups() {
  {
    cat -- "$STATE/cgroups" 2>/dev/null || true
    lab_cgroups
  } | sort -u >"$STATE/cgroups.new"
  mv -- "$STATE/cgroups.new" "$STATE/cgroups"
}

# "ROOT MOUNTPOINT" of each hierarchy; a process's cgroup is told from the top, whatever part of it is mounted.
hierarchies() {
  sed -n 's/^[^ ]* [^ ]* [^ ]* \([^ ]*\) \([^ ]*\) .* - cgroup2\{0,1\} .*/\1 \2/p' /proc/self/mountinfo
}

# each_cgroup COMMAND: calls it with the directory of each cgroup of the lab's containers, in each hierarchy.
each_cgroup() {
  local path root point
  while read -r path; do
    while read -r root point; do "$1" "$point${path#"${root%/}"}"; done < <(hierarchies)
  done <"$STATE/cgroups"
}

# A frozen process does not die, not even of SIGKILL where the freezer is that of cgroup v1.
thaw_cgroup() {
  [[ ! -w "$1/cgroup.freeze" ]] || echo 0 >"$1/cgroup.freeze" || true
  [[ ! -w "$1/freezer.state" ]] || echo THAWED >"$1/freezer.state" || true
}

# One that is occupied is by now another's container of that name. lxc.pivot is where LXC parks a monitor for its last
# moments; it makes that again whenever it needs it.
remove_cgroup() {
  local inner
  [[ -d "$1" ]] || return 0
  if find "$1" -name cgroup.procs -exec cat {} + 2>/dev/null | grep -q .; then return 0; fi
  find "$1" -depth -type d 2>/dev/null | while read -r inner; do rmdir -- "$inner" 2>/dev/null || true; done || true
  rmdir -- "${1%/*}/lxc.pivot" 2>/dev/null || true
}

kill_all() {
  local pids deadline=$((SECONDS + 20))
  while mapfile -t pids < <(lab_pids) && ((${#pids[@]})); do
    kill -KILL "${pids[@]}" 2>/dev/null || true
    ((SECONDS < deadline)) || die "still there after kill -9: ${pids[*]}"
    sleep 0.1
  done
}

# unmount_below DIRECTORY: whatever is mounted in it, the innermost first.
unmount_below() {
  local point
  awk -v below="$1/" 'index($5, below) == 1 { print $5 }' /proc/self/mountinfo | tac | while read -r point; do
    umount -l -- "$point" 2>/dev/null || true
  done
}

# LXC keeps its lock files elsewhere, below the name of our directory.
remove_locks() {
  local locks=/run/lxc/lock$STATE
  rm -rf -- "$locks"
  [[ ! -d "${locks%/*}" ]] || rmdir -p --ignore-fail-on-non-empty -- "${locks%/*}" 2>/dev/null || true
}

tear_down() {
  mkdir -p -- "$STATE"
  record_cgroups
  each_cgroup thaw_cgroup
  kill_all
  unmount_below "$STATE"
  each_cgroup remove_cgroup
  remove_locks
  rm -rf --one-file-system -- "$STATE"
  rm -f -- "$STATE.lock"
}
