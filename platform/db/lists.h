// Lists as one parameter: a JSON array, so that a statement is the same however long the list is.
#pragma once

#include <string>

#include <doorstep/db/db.h>

namespace doorstep::db {

// What stands behind a column of text: $N is a JSON array of texts.
inline std::string in_list(Dialect dialect, int parameter) {
  return dialect == Dialect::postgresql
             ? fmt::format(" IN (SELECT json_array_elements_text(CAST(${} AS json)))", parameter)
             : fmt::format(" IN (SELECT value FROM json_each(${}))", parameter);
}

}  // namespace doorstep::db
