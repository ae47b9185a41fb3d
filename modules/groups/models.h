// Models of running a group, read from the files of models/ that the build takes into the program.
#pragma once

#include <string_view>

#include <doorstep/groups/groups.h>

namespace doorstep::groups {

// invalid: the file, and the key that is missing or wrong.
Result<Model> read_model(std::string_view text, std::string_view name);

// Of all files, in the order of the code table's words.
const std::vector<Model>& all_models();
const Model* model_named(std::string_view id);

// As people call it; the code itself when it is not known.
Words model_word(std::string_view id);
Words part_word(std::string_view part);

}  // namespace doorstep::groups
