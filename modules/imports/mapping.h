// Mappings: how the columns of a foreign table become ours, as data. Built-in ones are files under mappings/; those
// made in the dialog are kept in the database; both are the same TOML.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/standard.h>
#include <doorstep/imports/imports.h>

namespace doorstep::imports {

// `name` stands for the file in messages. Errors name line and key.
Result<Mapping> read_mapping(std::string_view toml, const std::string& name);
std::string write_mapping(const Mapping& mapping);

// What is wrong with a mapping before any file is read: unknown targets, required ones missing.
std::vector<FieldError> faults_of(const Mapping& mapping, const standard::Book& book);

// Everything that may be filled from a foreign table.
std::vector<Target> targets(const standard::Book& book);

const std::vector<Mapping>& built_in_mappings();

// True when the header has every heading by which the mapping is recognised.
bool recognises(const Mapping& mapping, const std::vector<std::string>& header);

}  // namespace doorstep::imports
