// Lists that stand in one column, by commas; and places in the curriculum, by slashes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/list.h>

namespace doorstep::resources {

// What somebody typed as tags: trimmed, without commas, each once.
std::vector<std::string> clean_tags(const std::vector<std::string>& tags);
// "人教版/三年级上册" of " 人教版 / 三年级上册 /".
std::string clean_node(std::string_view text);
// "人教版", "人教版/三年级上册", ...
std::vector<std::string> nodes_above(std::string_view node);

}  // namespace doorstep::resources
