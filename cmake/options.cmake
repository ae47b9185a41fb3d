# Compiler settings that every target of ours shares.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
    CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1 ${CCACHE})
endif()
find_program(MOLD mold)

# Release: rules, rows and tests at -O1, which compiles in two thirds of the time; what has to be fast (values, engines,
# platform) at -O2, added by doorstep_library.
set(CMAKE_CXX_FLAGS_RELEASE "-O1 -DNDEBUG")

# The precompiled header, once for each of the two optimisations, as GCC only reads it at the one it was made with; it is
# compiled with the settings below, so it has to be a target of ours.
option(DOORSTEP_PCH "Precompiled headers" OFF)
if(DOORSTEP_PCH)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/pch.cpp CONTENT "")
  add_library(doorstep_pch OBJECT ${PROJECT_BINARY_DIR}/pch.cpp)
  add_library(doorstep_pch_fast OBJECT ${PROJECT_BINARY_DIR}/pch.cpp)
endif()

# doorstep_options(TARGET [FAST]): in a Release build FAST targets are optimised more.
function(doorstep_options target)
  cmake_parse_arguments(arg "FAST" "" "" ${ARGN})
  if(arg_FAST)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O2>)
  endif()
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Werror=unused-result -Werror=return-type -ffp-contract=off)
  if(DOORSTEP_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(MOLD)
    target_link_options(${target} PRIVATE -fuse-ld=mold)
  endif()
  if(DOORSTEP_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${DOORSTEP_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${DOORSTEP_SANITIZE})
  endif()
  if(DOORSTEP_PCH AND NOT target MATCHES "^doorstep_pch")
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
    if(arg_FAST)
      target_precompile_headers(${target} REUSE_FROM doorstep_pch_fast)
    else()
      target_precompile_headers(${target} REUSE_FROM doorstep_pch)
    endif()
  endif()
endfunction()

# Called once the libraries that the header includes are known.
function(doorstep_precompile)
  if(DOORSTEP_PCH)
    doorstep_options(doorstep_pch)
    doorstep_options(doorstep_pch_fast FAST)
    foreach(header doorstep_pch doorstep_pch_fast)
      target_include_directories(${header} PRIVATE ${PROJECT_SOURCE_DIR}/cmake)
      target_precompile_headers(${header} PRIVATE <pch.h>)  # by name, not by path: clones share a compiler cache
      target_link_libraries(${header} PRIVATE fmt::fmt Boost::headers)
    endforeach()
  endif()
endfunction()
