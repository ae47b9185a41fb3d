// A library as an Excel workbook.
#pragma once

#include <string>
#include <vector>

#include <doorstep/resources/resources.h>

namespace doorstep::resources {

std::string library_workbook(const std::vector<ResourceCard>& resources, const ResourceTerms& terms, Language language);

}  // namespace doorstep::resources
