// Standards: reads the files under standards/ into the values of base/standard.h.
//
// A folder holds figures.toml, the list of figures, and one file for each standard. Every fault of every file is
// reported, each with file, line and key, not only the first; a folder with a fault is refused as a whole.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/base/standard.h>

namespace doorstep::standards {

// Reads the folder and checks it as a whole: unknown or missing keys, wrong types, figures that no list has, ids and
// codes given twice, impossible numbers.
//   not_found  no such folder, or no figures.toml in it
//   invalid    fields[] are "file:line: key" with what is wrong there
Result<standard::Book> read_folder(const std::filesystem::path& folder);

// The same from text; `name` stands for the file in messages.
Result<std::vector<standard::Figure>> read_figures(std::string_view text, const std::string& name);
Result<standard::Standard> read_standard(std::string_view text, const std::string& name,
                                         const std::vector<standard::Figure>& figures);

}  // namespace doorstep::standards
