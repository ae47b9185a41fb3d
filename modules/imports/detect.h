// Detection: what a file is and who it comes from.
#pragma once

#include <doorstep/imports/imports.h>
#include <doorstep/sheets/encoding.h>
#include <doorstep/sheets/table.h>

namespace doorstep::imports {

struct Detected {
  Format format = Format::unknown;
  std::optional<Mapping> mapping;  // of a foreign table
  registry::SourceRow source;
};

// `mappings` are those a file may be recognised by; `as` names one of them and is then taken. unknown format is no
// error: the caller says what to do. invalid: the file cannot be opened at all.
Result<Detected> detect(const sheets::Input& input, const std::vector<Mapping>& mappings, const std::string& as);

// Windows-1252 for a csv that is neither UTF-8 nor Chinese but has single accented letters among Latin ones, as offices
// in Western Europe save it. Only foreign tables are read so, and the report says it.
std::optional<sheets::Encoding> western(const sheets::Input& input);

// The header of the first table of a file.
Result<std::unique_ptr<sheets::TableReader>> first_table(const sheets::Input& input,
                                                         const std::vector<Mapping>& mappings);

}  // namespace doorstep::imports
