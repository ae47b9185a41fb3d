#include "tree.h"

#include <expat.h>

#include <algorithm>
#include <new>
#include <optional>

namespace doorstep::questions {
namespace {

constexpr size_t deepest = 64, most_nodes = 500'000;

struct Building {
  XML_Parser parser;
  std::unique_ptr<Node> root{};
  std::vector<Node*> open{};
  size_t nodes = 0;
  std::optional<Error> error{};

  void fail(std::string code, Words what) {
    if (!error) error = Error{Fault::invalid, std::move(code), std::move(what), {}};
    XML_StopParser(parser, XML_FALSE);
  }

  static Building& of(void* data) { return *static_cast<Building*>(data); }

  static void XMLCALL on_begin(void* data, const char* name, const char** attributes) {
    auto& self = of(data);
    if (self.error) return;
    const auto line = static_cast<int64_t>(XML_GetCurrentLineNumber(self.parser));
    if (self.open.size() >= deepest || ++self.nodes > most_nodes)
      return self.fail("xml-too-deep", say("第 {} 行：XML 嵌套太深或元素太多",
                                           "line {}: the XML is nested too deep, or has too many elements", line));
    auto made = std::make_unique<Node>();
    made->name = name;
    made->line = line;
    if (!self.open.empty()) made->before = self.open.back()->text.size();
    for (const char** pair = attributes; *pair; pair += 2) made->attributes.emplace_back(pair[0], pair[1]);
    auto* const node = made.get();
    if (self.open.empty())
      self.root = std::move(made);
    else
      self.open.back()->children.push_back(std::move(made));
    self.open.push_back(node);
  }
  static void XMLCALL on_end(void* data, const char*) {
    auto& self = of(data);
    if (!self.error) self.open.pop_back();
  }
  static void XMLCALL on_text(void* data, const char* text, int length) {
    auto& self = of(data);
    if (!self.error && !self.open.empty()) self.open.back()->text.append(text, static_cast<size_t>(length));
  }
  static void XMLCALL on_doctype(void* data, const char*, const char*, const char*, int) {
    of(data).fail("xml-doctype", say("文件含有 DOCTYPE，可能藏有外部实体，已拒绝。请重新导出，不带 DOCTYPE",
                                     "the file has a DOCTYPE, which may hide entities from outside; it was refused. "
                                     "Export it again without one"));
  }
};

}  // namespace

const Node* Node::child(std::string_view wanted) const {
  const auto found = std::ranges::find_if(children, [&](const auto& one) { return one->name == wanted; });
  return found == children.end() ? nullptr : found->get();
}
std::string_view Node::attribute(std::string_view wanted) const {
  const auto found =
      std::ranges::find_if(attributes, [&](const auto& one) { return std::string_view{one.first} == wanted; });
  return found == attributes.end() ? std::string_view{} : std::string_view{found->second};
}
std::string_view Node::text_of(std::string_view wanted) const {
  const auto* found = child(wanted);
  return found ? std::string_view{found->text} : std::string_view{};
}

Result<std::unique_ptr<Node>> read_tree(std::string_view xml) {
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser{XML_ParserCreate("UTF-8"),
                                                                                        XML_ParserFree};
  if (!parser) throw std::bad_alloc();
  Building building{parser.get()};
  XML_SetUserData(parser.get(), &building);
  XML_SetElementHandler(parser.get(), &Building::on_begin, &Building::on_end);
  XML_SetCharacterDataHandler(parser.get(), &Building::on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), &Building::on_doctype);
  const auto status = XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), XML_TRUE);
  if (building.error) return tl::unexpected<Error>(*building.error);
  if (status != XML_STATUS_OK || !building.root)
    return refuse(Fault::invalid, "xml-broken",
                  say("第 {0} 行：不是完整的 XML（{1}）", "line {0}: it is not well-formed XML ({1})",
                      XML_GetCurrentLineNumber(parser.get()), XML_ErrorString(XML_GetErrorCode(parser.get()))));
  return std::move(building.root);
}

}  // namespace doorstep::questions
