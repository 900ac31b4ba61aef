#!/usr/bin/env bash
# Sees to what the build of HiGHS needs: a C++ compiler, make, cmake and libclang.
#
# What is there already is left alone. On Debian and Ubuntu the rest comes through apt, with root or sudo; elsewhere, or
# without root, cmake and libclang come from PyPI into .venv. LUNGANG_SETUP=venv takes that second way at once.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

has() { command -v "$1" >/dev/null 2>&1; }

has_compiler() { has c++ || has g++ || has clang++; }

has_libclang() {
  local folder
  # libclang-cpp.so is another library: only libclang.so and libclang-14.so do.
  for folder in "${LIBCLANG_PATH:-}" /usr/lib/llvm-*/lib /usr/lib* /usr/lib/*-linux-gnu; do
    [ -n "$folder" ] || continue
    compgen -G "$folder/libclang.so*" >/dev/null && return 0
    compgen -G "$folder/libclang-[0-9]*.so*" >/dev/null && return 0
  done
  return 1
}

# The names of what is missing, as a user knows them.
missing() {
  has_compiler || echo 'g++'
  has make || echo 'make'
  has cmake || echo 'cmake'
  has_libclang || echo 'libclang-dev'
}

say() { echo "setup: $*" >&2; }

fail() {
  say "$*"
  exit 1
}

# How to become root: nothing as root, sudo where it asks no password or can ask for one.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

can_apt() {
  has apt-get || return 1
  [ "$(id -u)" -eq 0 ] && return 0
  has sudo || return 1
  [ -t 0 ] || sudo -n true 2>/dev/null
}

apt_install() {
  say "installing through apt: $*"
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq || return 1
  as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null || return 1
  # ccache only saves time: its absence is no failure.
  has ccache || as_root apt-get install -y -qq --no-install-recommends ccache >/dev/null 2>&1 || true
}

# cmake and libclang into .venv, with the folder of the compiler's own headers, which PyPI's libclang lacks.
venv_install() {
  if [ -f .venv/build-env.sh ]; then
    return 0
  fi
  has_compiler || fail 'missing: a C++ compiler (g++ or clang++), and no root to install it; ask for the package `g++`'
  has python3 || fail 'missing: cmake and libclang, and no root or python3 to get them; ask for `cmake` and `libclang-dev`'
  say 'no root: cmake and libclang from PyPI into .venv'
  rm -rf .venv
  if has uv; then
    uv venv --quiet .venv && uv pip install --quiet --python .venv/bin/python cmake libclang
  elif python3 -c 'import ensurepip' 2>/dev/null; then
    python3 -m venv .venv && .venv/bin/pip install --quiet --disable-pip-version-check cmake libclang
  elif has virtualenv; then
    virtualenv --quiet .venv && .venv/bin/pip install --quiet --disable-pip-version-check cmake libclang
  else
    fail 'missing: cmake and libclang, and python3 has no venv; ask for `cmake` and `libclang-dev`, or `python3-venv`'
  fi || fail 'cmake and libclang could not be had from PyPI; ask for the packages `cmake` and `libclang-dev`'
  write_build_env
}

write_build_env() {
  local root libclang compiler include
  root="$(pwd)/.venv"
  libclang="$("$root/bin/python" -c 'import clang, pathlib; print(pathlib.Path(clang.__file__).parent / "native")')"
  compiler="$(command -v c++ || command -v g++ || command -v clang++)"
  include="$("$compiler" -print-file-name=include)"
  cat >"$root/build-env.sh" <<ENV
export PATH="$root/bin:\$PATH"
export LIBCLANG_PATH="$libclang"
export BINDGEN_EXTRA_CLANG_ARGS="-I$include"
ENV
}

main() {
  has cargo || fail 'missing: Rust; install it from https://rustup.rs'
  if [ "${LUNGANG_SETUP:-}" = venv ]; then
    venv_install
    return
  fi
  local lacking
  lacking="$(missing)"
  if [ -z "$lacking" ]; then
    return
  fi
  # shellcheck disable=SC2086
  if can_apt && apt_install $lacking; then
    return
  fi
  venv_install
}

main
