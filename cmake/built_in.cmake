# doorstep_built_in(MODULE FOLDER [EXTENSION]) takes FOLDER/*.toml, or files of another extension, beside the caller's CMakeLists.txt into the program, as built_in.cpp
# of the binary folder, which defines
#
#   namespace doorstep::MODULE { std::span<const BuiltInFile> built_in_files(); }
#
# as the module's own built_in.h declares it. In the order of the file names; a changed or added file is taken in by the
# next build.
function(doorstep_built_in module folder)
  set(extension toml)
  if(ARGC GREATER 2)
    set(extension ${ARGV2})
  endif()
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.${extension})
  list(SORT files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
  set(rows "")
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME)
    file(READ ${file} text)
    string(APPEND rows "    {\"${name}\", R\"~toml~(${text})~toml~\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/built_in.cpp @ONLY CONTENT [[
#include "built_in.h"

namespace doorstep::@module@ {

std::span<const BuiltInFile> built_in_files() {
  static const BuiltInFile files[] = {
@rows@  };
  return files;
}

}  // namespace doorstep::@module@
]])
endfunction()
