# Sourced before every build: cargo, ccache where it is there, and what tools/setup.sh put into .venv.
# shellcheck shell=bash

if ! command -v cargo >/dev/null 2>&1 && [ -f "${HOME:-}/.cargo/env" ]; then
  . "$HOME/.cargo/env"
fi
if command -v ccache >/dev/null 2>&1; then
  export CMAKE_C_COMPILER_LAUNCHER="${CMAKE_C_COMPILER_LAUNCHER:-ccache}"
  export CMAKE_CXX_COMPILER_LAUNCHER="${CMAKE_CXX_COMPILER_LAUNCHER:-ccache}"
fi
if [ -f .venv/build-env.sh ]; then
  . .venv/build-env.sh
fi
