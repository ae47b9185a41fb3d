# Compiler settings that every target of ours shares.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
    CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()
find_program(MOLD mold)

# Release: rules, rows and tests at -O1, which compiles in two thirds of the time; what has to be fast (values, engines,
# platform) at -O2, added by doorstep_library.
set(CMAKE_CXX_FLAGS_RELEASE "-O1 -DNDEBUG")

# One precompiled header for all targets; it is compiled with the settings below, so it has to be a target of ours.
option(DOORSTEP_PCH "Precompiled headers" OFF)
if(DOORSTEP_PCH)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/pch.cpp CONTENT "")
  add_library(doorstep_pch OBJECT ${PROJECT_BINARY_DIR}/pch.cpp)
endif()

# doorstep_options(TARGET [FAST]): in a Release build FAST targets are optimised more and take no precompiled header, which
# GCC only reads at the optimisation it was made with.
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
  if(DOORSTEP_PCH AND NOT (arg_FAST AND CMAKE_BUILD_TYPE STREQUAL Release) AND NOT target STREQUAL doorstep_pch)
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
    target_precompile_headers(${target} REUSE_FROM doorstep_pch)
  endif()
endfunction()

# Called once the libraries that the header includes are known.
function(doorstep_precompile)
  if(DOORSTEP_PCH)
    doorstep_options(doorstep_pch)
    target_precompile_headers(doorstep_pch PRIVATE ${PROJECT_SOURCE_DIR}/cmake/pch.h)
    target_link_libraries(doorstep_pch PRIVATE fmt::fmt Boost::headers)
  endif()
endfunction()
