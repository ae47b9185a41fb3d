// Kinds: what a file is by its content, which names go with it, and how it is sent.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>

namespace doorstep::files {

struct Kind {
  std::string_view code;   // in the database: "docx"
  std::string_view group;  // for people: "word"
  Words name;
  std::string_view type;  // Content-Type
  bool shown = false;     // browsers show it as it is
  std::vector<std::string_view> endings;
};

const std::vector<Kind>& kinds();
const Kind* kind_coded(std::string_view code);  // null when unknown

// By libmagic, and by a look inside of zips and texts; `name` is for messages.
//   invalid  "file-unsafe": pages, drawings with scripts, scripts, programs, documents with macros, PDFs that act
//            "file-archive": an archive     "file-kind": anything else that is not taken
Result<const Kind*> kind_of(const std::string& path, const std::string& name);

// That a name is one of a file of this kind. invalid "file-disagrees"
Result<void> agrees(const Kind& kind, std::string_view name);

}  // namespace doorstep::files
