# shellcheck shell=sh
# Which JDK, Maven and Node.js the build uses. POSIX sh, because mvnw sources it; it changes nothing by itself.

# shellcheck disable=SC2034 # for those who source it
JAVA_WANTED=25
# shellcheck disable=SC2034
MAVEN_WANTED=3.8.7
NODE_WANTED=20.19

# at_least WANTED VERSION: compares number by number.
at_least() {
  printf '%s\n%s\n' "$1" "$2" | awk -F '[.+_-]' '
    NR == 1 { for (i = 1; i <= 3; i++) wanted[i] = $i + 0 }
    NR == 2 { for (i = 1; i <= 3; i++) if ($i + 0 != wanted[i]) exit ($i + 0 < wanted[i]) }'
}

# A JDK's own note of its version; starting it would take much longer.
jdk_version() {
  [ -x "$1/bin/javac" ] || return 1
  sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release" 2>/dev/null
}

java_on_path() {
  java=$(command -v java) && java=$(readlink -f "$java") && dirname "$(dirname "$java")"
}

# find_jdk: prints the home of the first JDK that is new enough.
find_jdk() {
  for jdk in "${JAVA_HOME:-}" "$(java_on_path || true)" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/*; do
    if [ -n "$jdk" ] && version=$(jdk_version "$jdk") && at_least "$JAVA_WANTED" "$version"; then
      printf '%s\n' "$jdk"
      return 0
    fi
  done
  return 1
}

maven_version() {
  mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p'
}

# Where dev/quickstart and dev/test put a Node.js of the npm registry, where the distribution's is too old.
node_cache() {
  printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/lxd-gateway/node"
}

node_works() {
  at_least "$NODE_WANTED" "$(node --version 2>/dev/null | tr -d v)" && npm --version >/dev/null 2>&1
}

# use_node: has PATH lead to a Node.js and npm that are new enough.
use_node() {
  node_works && return 0
  [ -x "$(node_cache)/node_modules/.bin/node" ] || return 1
  PATH=$(node_cache)/node_modules/.bin:$PATH
  export PATH
  node_works
}
