#include "cartridge.h"

#include <algorithm>
#include <set>

#include <doorstep/questions/text.h>
#include <doorstep/questions/tree.h>

namespace doorstep::cartridge {
namespace {

using questions::Node;

// Prefixes of namespaces are the writer's choice: "lomimscc:title" is "title".
std::string_view bare(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}
const Node* child(const Node& node, std::string_view name) {
  for (const auto& one : node.children)
    if (bare(one->name) == name) return one.get();
  return nullptr;
}
const Node* down(const Node& node, std::initializer_list<std::string_view> names) {
  const Node* at = &node;
  for (const auto name : names)
    if (!(at = child(*at, name))) return nullptr;
  return at;
}

// One line, cut between letters.
std::string line_of(std::string_view text, size_t most = longest_name) {
  std::string made;
  for (const char one : text) {
    const bool space = one == ' ' || one == '\n' || one == '\r' || one == '\t';
    if (!space)
      made += one;
    else if (!made.empty() && made.back() != ' ')
      made += ' ';
  }
  while (made.ends_with(' ')) made.pop_back();
  if (made.size() <= most) return made;
  auto end = most - 3;
  while (end > 0 && (static_cast<unsigned char>(made[end]) & 0xC0) == 0x80) --end;
  return made.substr(0, end) + "…";
}
std::string line_of(const Node* node, size_t most = longest_name) {
  return node ? line_of(node->text, most) : std::string{};
}

bool ends_with(std::string_view path, std::string_view ending) {
  if (path.size() < ending.size()) return false;
  return std::ranges::equal(path.substr(path.size() - ending.size()), ending,
                            [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; });
}

PartKind kind_of(std::string_view type, std::string_view path) {
  if (type.starts_with("imswl_")) return PartKind::link;
  if (type.starts_with("imsqti_")) return PartKind::questions;
  if (type != "webcontent" && !type.starts_with("associatedcontent/")) return PartKind::other;
  for (const auto* one : {".html", ".htm", ".xhtml"})
    if (ends_with(path, one)) return PartKind::page;
  return path.empty() ? PartKind::other : PartKind::file;
}

tl::unexpected<Error> bad_path(int64_t line, std::string_view href) {
  return refuse(Fault::invalid, "cartridge-path",
                say("imsmanifest.xml 第 {0} 行：路径“{1}”指向课程包之外，已拒绝。请重新导出课程包",
                    "imsmanifest.xml, line {0}: the path \"{1}\" leads out of the package; it was refused. Export the "
                    "cartridge again",
                    line, line_of(href)));
}

Result<Part> part_of(const Node& node) {
  Part made;
  made.id = std::string{node.attribute("identifier")};
  made.type = line_of(node.attribute("type"));
  made.line = node.line;
  const auto base = node.attribute("xml:base");
  const auto place = [&](std::string_view href) -> Result<std::string> {
    const auto whole = std::string{base} + (base.empty() || base.ends_with('/') ? "" : "/") + std::string{href};
    auto path = path_in(whole);
    if (!path) return bad_path(node.line, whole);
    return std::move(*path);
  };
  if (const auto href = node.attribute("href"); !href.empty()) {
    DOORSTEP_LET(path, place(href));
    made.path = std::move(path);
  }
  for (const auto& one : node.children)
    if (bare(one->name) == "file") {
      DOORSTEP_LET(path, place(one->attribute("href")));
      made.files.push_back(std::move(path));
    }
  if (made.path.empty() && !made.files.empty()) made.path = made.files[0];
  if (!made.path.empty() && std::ranges::find(made.files, made.path) == made.files.end())
    made.files.insert(made.files.begin(), made.path);
  made.kind = kind_of(made.type, made.path);
  return made;
}

// What an item holds, in the order of the document.
Result<void> units_into(Cartridge& made, const Node& item, const std::string& title) {
  Unit unit{title, {}};
  std::vector<std::pair<const Node*, std::string>> folders;
  for (const auto& one : item.children) {
    if (bare(one->name) != "item") continue;
    const auto name = line_of(child(*one, "title"));
    const std::string part{one->attribute("identifierref")};
    if (!part.empty() && !made.part(part))
      return refuse(
          Fault::invalid, "cartridge-reference",
          say("imsmanifest.xml 第 {0} 行：“{1}”引用的资源 {2} 不存在。请重新导出课程包",
              "imsmanifest.xml, line {0}: \"{1}\" refers to {2}, which is not there. Export the cartridge again",
              one->line, name, line_of(part)));
    const bool folder = child(*one, "item");
    if (!part.empty() || !folder) unit.leaves.push_back({name.empty() ? line_of(part) : name, part});
    if (folder)
      folders.emplace_back(one.get(), line_of(title.empty() || name.empty() ? title + name : title + " / " + name));
  }
  if (!unit.leaves.empty()) made.units.push_back(std::move(unit));
  for (const auto& [folder, name] : folders) DOORSTEP_TRY(units_into(made, *folder, name));
  return {};
}

Result<std::unique_ptr<Node>> tree_of(std::string_view xml, std::string_view file) {
  auto tree = questions::read_tree(xml);
  if (!tree)
    return refuse(Fault::invalid, tree.error().code == "xml-doctype" ? "xml-doctype" : "cartridge-xml",
                  say("{0}：{1}", "{0}: {2}", file, tree.error().what.zh, tree.error().what.en));
  return tree;
}

std::string lower_of(std::string_view text) {
  std::string made{text};
  for (auto& one : made)
    if (one >= 'A' && one <= 'Z') one = static_cast<char>(one + ('a' - 'A'));
  return made;
}

}  // namespace

PageText page_text(std::string_view html) {
  const auto small = lower_of(html);
  PageText made;
  made.pictures = questions::has_picture(html);
  if (const auto open = small.find("<title"); open != small.npos) {
    const auto begin = small.find('>', open), end = small.find("</title", open);
    if (begin != small.npos && end != small.npos && begin < end)
      made.title = line_of(questions::plain_of_html(html.substr(begin + 1, end - begin - 1)));
  }
  // Each with what ends it; what has no end goes to the end.
  constexpr std::pair<std::string_view, std::string_view> unseen[] = {{"<!--", "-->"},
                                                                      {"<script", "</script"},
                                                                      {"<style", "</style"},
                                                                      {"<title", "</title"},
                                                                      {"<template", "</template"}};
  std::string left;
  for (size_t at = 0; at < html.size();) {
    if (html[at] != '<') {
      left += html[at++];
      continue;
    }
    const auto rest = std::string_view{small}.substr(at);
    const auto found = std::ranges::find_if(unseen, [&](const auto& one) { return rest.starts_with(one.first); });
    if (found == std::end(unseen)) {
      left += html[at++];
      continue;
    }
    const auto end = small.find(found->second, at);
    if (end == small.npos) break;
    at = end + found->second.size();
    if (found->second != "-->") {
      const auto close = small.find('>', at);
      if (close == small.npos) break;
      at = close + 1;
    }
  }
  made.text = questions::plain_of_html(left);
  return made;
}

const Part* Cartridge::part(std::string_view id) const {
  const auto found = std::ranges::find(parts, id, &Part::id);
  return found == parts.end() ? nullptr : &*found;
}

std::optional<std::string> path_in(std::string_view href) {
  href = href.substr(0, href.find_first_of("?#"));
  std::string plain;
  for (size_t at = 0; at < href.size(); ++at) {
    if (href[at] != '%') {
      plain += href[at];
      continue;
    }
    const auto digit = [&](size_t place) {
      const char one = place < href.size() ? href[place] : 'x';
      return one >= '0' && one <= '9'                     ? one - '0'
             : (one | 0x20) >= 'a' && (one | 0x20) <= 'f' ? (one | 0x20) - 'a' + 10
                                                          : -1;
    };
    const int high = digit(at + 1), low = digit(at + 2);
    if (high < 0 || low < 0) return {};
    plain += static_cast<char>(high * 16 + low);
    at += 2;
  }
  if (plain.empty() || plain[0] == '/' || plain.find(':') != plain.npos) return {};
  std::string made;
  for (size_t at = 0; at <= plain.size();) {
    const auto end = std::min(plain.find('/', at), plain.size());
    const auto part = std::string_view{plain}.substr(at, end - at);
    if (part == "..") return {};
    if (std::ranges::any_of(part, [](char one) { return static_cast<unsigned char>(one) < 0x20 || one == '\\'; }))
      return {};
    if (!part.empty() && part != ".") made += (made.empty() ? "" : "/") + std::string{part};
    at = end + 1;
  }
  if (made.empty()) return {};
  return made;
}

Result<Cartridge> read_manifest(std::string_view xml) {
  DOORSTEP_LET(root, tree_of(xml, "imsmanifest.xml"));
  const auto* metadata = child(*root, "metadata");
  Cartridge made;
  const auto schema = metadata ? line_of(child(*metadata, "schema")) : std::string{};
  made.version = metadata ? line_of(child(*metadata, "schemaversion")) : std::string{};
  const bool known =
      schema.find("Common Cartridge") != schema.npos &&
      (made.version.starts_with("1.1") || made.version.starts_with("1.2") || made.version.starts_with("1.3"));
  if (bare(root->name) != "manifest" || !known)
    return refuse(
        Fault::invalid, "cartridge-version",
        say("不是 Common Cartridge 1.1 到 1.3 的课程包（写的是“{0} {1}”）。请在原系统中导出为 Common Cartridge",
            "it is no Common Cartridge 1.1 to 1.3 (it says \"{0} {1}\"). Export it as Common Cartridge", schema,
            made.version));
  if (const auto* general = down(*metadata, {"lom", "general"})) {
    made.title = line_of(down(*general, {"title", "string"}));
    made.about = line_of(down(*general, {"description", "string"}), 2'000);
  }
  std::set<std::string> ids;
  if (const auto* resources = child(*root, "resources"))
    for (const auto& one : resources->children) {
      if (bare(one->name) != "resource") continue;
      if (made.parts.size() >= most_parts)
        return refuse(
            Fault::too_large, "cartridge-parts",
            say("课程包里的资源超过 {} 个，请分成几个", "the cartridge has more than {} parts: split it", most_parts));
      DOORSTEP_LET(part, part_of(*one));
      if (part.id.empty() || !ids.insert(part.id).second)
        return refuse(Fault::invalid, "cartridge-twice",
                      say("imsmanifest.xml 第 {0} 行：资源的 identifier“{1}”缺失或重复。请重新导出课程包",
                          "imsmanifest.xml, line {0}: the identifier \"{1}\" of a resource is missing or stands twice. "
                          "Export the cartridge again",
                          one->line, line_of(part.id)));
      made.parts.push_back(std::move(part));
    }
  if (const auto* contents = down(*root, {"organizations", "organization"})) {
    // The one item at the root holds all others and has no title of its own.
    const auto* first = child(*contents, "item");
    const bool wrapped =
        first && first->attribute("identifierref").empty() && !child(*first, "title") &&
        std::ranges::count_if(contents->children, [](const auto& one) { return bare(one->name) == "item"; }) == 1;
    DOORSTEP_TRY(units_into(made, wrapped ? *first : *contents, ""));
  }
  return made;
}

Result<WebLink> read_web_link(std::string_view xml) {
  DOORSTEP_LET(root, tree_of(xml, "webLink"));
  const auto* url = child(*root, "url");
  WebLink made{line_of(child(*root, "title")), url ? std::string{url->attribute("href")} : std::string{}};
  if (bare(root->name) != "webLink" || (!made.url.starts_with("https://") && !made.url.starts_with("http://")) ||
      std::ranges::any_of(made.url, [](char one) { return static_cast<unsigned char>(one) <= 0x20; }))
    return refuse(Fault::invalid, "cartridge-link",
                  say("网址不以 http:// 或 https:// 开头", "its address does not begin with http:// or https://"));
  return made;
}

}  // namespace doorstep::cartridge
