// An XML document as a tree, by expat, within limits: what a document of questions needs and no more. A document type
// is refused, and with it every entity that is not XML's own.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>

namespace doorstep::questions {

struct Node {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;  // of the element itself, without that of what is in it
  int64_t line = 0;
  size_t before = 0;  // how many bytes of the text around it stand before it
  std::vector<std::unique_ptr<Node>> children;

  const Node* child(std::string_view name) const;  // the first, or null
  std::string_view attribute(std::string_view name) const;
  std::string_view text_of(std::string_view name) const;  // of a child; "" when there is none
};

//   invalid  not XML (the line is named), a document type, more than 64 levels or 500,000 elements
Result<std::unique_ptr<Node>> read_tree(std::string_view xml);

}  // namespace doorstep::questions
