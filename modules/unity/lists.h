// Lists of what groups unify, read from the files of lists/.
#pragma once

#include <string_view>

#include <doorstep/unity/unity.h>

namespace doorstep::unity {

// invalid: the file, and the key that is missing or wrong.
Result<List> read_list(std::string_view text, std::string_view name);

const std::vector<List>& all_lists();
const List* list_named(std::string_view id);

}  // namespace doorstep::unity
