# doorstep_migrations(TARGET MODULE) takes migrations/NNNN_name.sql beside the caller's CMakeLists.txt into `TARGET` as
#
#   namespace doorstep::MODULE { std::span<const db::Migration> migrations(); }
#
# which the module declares in its own header. A changed or added file is taken in by the next build.
function(doorstep_migrations target module)
  file(GLOB steps CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/migrations/*.sql)
  list(SORT steps)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${steps})
  set(rows "")
  set(before 0)
  foreach(step IN LISTS steps)
    get_filename_component(file ${step} NAME_WE)
    if(NOT file MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
      message(FATAL_ERROR "${step}: migrations are named NNNN_name.sql")
    endif()
    set(name ${CMAKE_MATCH_2})
    string(REGEX REPLACE "^0+" "" number ${CMAKE_MATCH_1})
    if(NOT number GREATER before)
      message(FATAL_ERROR "${step}: another migration of ${module} has this number")
    endif()
    set(before ${number})
    file(READ ${step} sql)
    string(APPEND rows "    {\"${module}\", ${number}, \"${name}\", R\"~sql~(${sql})~sql~\"},\n")
  endforeach()
  if(NOT steps)
    message(FATAL_ERROR "${target}: no migrations/NNNN_name.sql")
  endif()
  set(made ${CMAKE_CURRENT_BINARY_DIR}/${module}_migrations.cpp)
  file(CONFIGURE OUTPUT ${made} @ONLY CONTENT [[
#include <span>

#include <doorstep/db/db.h>

namespace doorstep::@module@ {

std::span<const db::Migration> migrations();

std::span<const db::Migration> migrations() {
  static const db::Migration steps[] = {
@rows@  };
  return steps;
}

}  // namespace doorstep::@module@
]])
  target_sources(${target} PRIVATE ${made})
endfunction()
