// Common Cartridge of 1EdTech, versions 1.1 to 1.3: what a course package says it holds (imsmanifest.xml) and its web
// links, as values. The zip around them is not read here, and nothing is unpacked.
//
// Refused, naming line, thing and remedy: what is no cartridge, a document type (and with it every entity of its own),
// a path that leads out of the package, ids that stand twice, references to what is not there, too much of anything.
//
// Pure functions of their arguments, thread safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>

namespace doorstep::cartridge {

// page: of the web. other: something that a cartridge may have and that is not taken, named by `type`.
enum class PartKind { file, page, link, questions, other };

struct Part {
  std::string id, type;
  PartKind kind = PartKind::other;
  std::string path;                // in the package; empty: it has none
  std::vector<std::string> files;  // all of it, `path` among them
  int64_t line = 0;
};

// Of the contents: what stands in one folder, in order. A folder in a folder is a unit of its own, with both titles.
struct Leaf {
  std::string title, part;  // id; empty: it is words alone
};
struct Unit {
  std::string title;  // "Fractions / Homework"
  std::vector<Leaf> leaves;
};

struct Cartridge {
  std::string version;  // "1.3.0"
  std::string title, about;
  std::vector<Unit> units;  // with a leaf at least
  std::vector<Part> parts;
  const Part* part(std::string_view id) const;  // null: there is none
};

inline constexpr size_t most_parts = 2'000, longest_name = 200;  // bytes

//   invalid  cartridge-xml, cartridge-version, cartridge-path, cartridge-twice, cartridge-reference
//   too_large  cartridge-parts
Result<Cartridge> read_manifest(std::string_view xml);

struct WebLink {
  std::string title, url;
};
// invalid: no <webLink>, or an address that is not of http or https.
Result<WebLink> read_web_link(std::string_view xml);

// The words of a page of the web, without scripts, styles, remarks and pictures.
struct PageText {
  std::string title, text;
  bool pictures = false;  // it had some
};
PageText page_text(std::string_view html);

// A path as a manifest writes it, without "./", escapes and what follows ? or #; empty: it leads out of the package, or
// is none.
std::optional<std::string> path_in(std::string_view href);

}  // namespace doorstep::cartridge
