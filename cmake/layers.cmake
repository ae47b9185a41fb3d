# The layers of the house, enforced while configuring.
#
#   base <- engines, base <- platform, base <- faces <- modules, all <- app
#
# Headers are reached as <doorstep/NAME/x.h>. Each library gets a folder of links in the build tree with its own
# public headers only, and that folder travels with the target: an include that was not declared as a DEPS does
# not compile, and a DEPS that points up or sideways stops the configure step here.

set(doorstep_below_base "")
set(doorstep_below_engines base engines)
set(doorstep_below_platform base platform)
set(doorstep_below_face base face)
set(doorstep_below_module base engines platform face)
set(doorstep_below_app base engines platform face module app)

# `room`: its folder. A module never uses another one, but a room may be built in parts (one that others link without
# the rest: a command, a fuzzer).
function(doorstep_check_layer target layer room)
  foreach(dep IN LISTS ARGN)
    if(NOT TARGET ${dep})
      message(FATAL_ERROR "${target} needs ${dep}, which is not declared yet: add its folder first")
    endif()
    get_target_property(below ${dep} DOORSTEP_LAYER)
    get_target_property(beside ${dep} DOORSTEP_ROOM)
    if(NOT below IN_LIST doorstep_below_${layer} AND NOT (layer STREQUAL "module" AND beside STREQUAL room))
      message(FATAL_ERROR "${target} (${layer}) must not use ${dep} (${below}): arrows run down only")
    endif()
  endforeach()
endfunction()

# Puts links to the public HEADERS of `target` under BUILD/include/TARGET/doorstep/FOLDER.
function(doorstep_publish target folder scope)
  set(root ${PROJECT_BINARY_DIR}/include/${target})
  file(MAKE_DIRECTORY ${root}/doorstep/${folder})
  foreach(header IN LISTS ARGN)
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR}/${header} ${root}/doorstep/${folder}/${header} SYMBOLIC)
  endforeach()
  target_include_directories(${target} ${scope} ${root})
endfunction()

# doorstep_library(NAME LAYER layer HEADERS a.h ... SOURCES a.cpp ... DEPS our targets ... LIBS foreign libraries ...)
# Without SOURCES the library is headers only.
function(doorstep_library name)
  cmake_parse_arguments(arg "" "LAYER;FOLDER" "HEADERS;SOURCES;DEPS;LIBS" ${ARGN})
  if(NOT arg_FOLDER)
    set(arg_FOLDER ${name})
  endif()
  doorstep_check_layer(${name} ${arg_LAYER} ${arg_FOLDER} ${arg_DEPS})
  if(arg_SOURCES)
    add_library(${name} STATIC ${arg_SOURCES})
    set(scope PUBLIC)
    if(arg_LAYER MATCHES "base|engines|platform")
      doorstep_options(${name} FAST)
      # Seldom edited: a few sources to a unit, for the first build.
      if(NOT DEFINED CMAKE_UNITY_BUILD OR CMAKE_UNITY_BUILD)
        set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 5)
      endif()
    else()
      doorstep_options(${name})
      # Edited every day: few to a unit, and what is slow by itself alone, so that a change of a line still builds in
      # seconds. The builds of the tests say themselves how they are cut.
      if(NOT DEFINED CMAKE_UNITY_BUILD)
        set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 3)
        set(slow ${arg_SOURCES})
        list(FILTER slow INCLUDE REGEX "(routes|commands|intake_run)\\.cpp$")
        if(slow)
          set_source_files_properties(${slow} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
        endif()
      endif()
    endif()
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  set_target_properties(${name} PROPERTIES DOORSTEP_LAYER ${arg_LAYER} DOORSTEP_ROOM ${arg_FOLDER})
  doorstep_publish(${name} ${arg_FOLDER} ${scope} ${arg_HEADERS})
  target_link_libraries(${name} ${scope} ${arg_DEPS} ${arg_LIBS})
endfunction()

# doorstep_module(NAME FACE name.h [more.h ...] SOURCES ... DEPS ... LIBS ...) declares two targets: NAME_face, the
# headers that other modules may include, and NAME, the inside, whose module.h only app/ includes.
function(doorstep_module name)
  cmake_parse_arguments(arg "" "" "FACE;FACE_DEPS;SOURCES;DEPS;LIBS" ${ARGN})
  doorstep_library(${name}_face LAYER face FOLDER ${name} HEADERS ${arg_FACE} DEPS base ${arg_FACE_DEPS})
  doorstep_library(${name} LAYER module HEADERS module.h SOURCES ${arg_SOURCES} DEPS ${name}_face ${arg_DEPS} LIBS ${arg_LIBS})
  target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
endfunction()

# doorstep_test(NAME SOURCES ... DEPS ...): one GoogleTest program, beside what it tests. The private headers of the
# folder above tests/ are visible to it.
function(doorstep_test name)
  if(NOT DOORSTEP_TESTS)
    return()
  endif()
  cmake_parse_arguments(arg "" "" "SOURCES;DEPS;LIBS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  doorstep_options(${name})
  target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE DOORSTEP_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${arg_DEPS} ${arg_LIBS} GTest::gtest GTest::gtest_main)
  set_property(GLOBAL APPEND PROPERTY DOORSTEP_TEST_TARGETS ${name})
  add_test(NAME ${name} COMMAND ${name})
endfunction()
