// The kinds and licences of resources, read from terms/*.toml once.
#pragma once

#include <string_view>

#include <doorstep/base/result.h>
#include <doorstep/resources/resources.h>

namespace doorstep::resources {

Result<ResourceTerms> read_terms(std::string_view text, std::string_view name);
const ResourceTerms& built_in_terms();
const ResourceLicence* licence_of(std::string_view code);  // null: unknown
const ResourceKind* kind_of(std::string_view code);

}  // namespace doorstep::resources
