#include "detect.h"

#include <algorithm>

#include <doorstep/sheets/number.h>

#include "mapping.h"
#include "oneroster.h"
#include "sheet_match.h"

namespace doorstep::imports {
namespace {

registry::SourceRow source_of(const Mapping& mapping) {
  return {SourceId{derived_uuid(mapping.space, "source", "")},
          mapping.space,
          mapping.name,
          mapping.licence,
          mapping.notice_zh,
          mapping.notice_en,
          false,
          Date::today()};
}

// Our own generator says so in the manifest, and whatever it made is shown as not real.
registry::SourceRow source_of(const RosterManifest& manifest) {
  const auto space = "oneroster:" + (manifest.system_code.empty() ? manifest.system_name : manifest.system_code);
  registry::SourceRow source{SourceId{derived_uuid(space, "source", "")},
                             space,
                             manifest.system_name.empty() ? space : manifest.system_name,
                             {},
                             {},
                             {},
                             false,
                             Date::today()};
  source.generated = manifest.system_code.starts_with("doorstep.generated");
  if (source.generated) {
    source.notice_zh = "程序生成的数据，并非真实的学校与人员";
    source.notice_en = "Generated data: neither the schools nor the people are real";
  }
  return source;
}

registry::SourceRow sheets_source() {
  return {SourceId{derived_uuid("sheets", "source", "")},
          "sheets",
          "报表模板 / spreadsheet templates",
          {},
          {},
          {},
          false,
          Date::today()};
}

bool has_template(const sheets::TableFile& file) {
  for (size_t i = 0; i < file.tables().size(); ++i) {
    const auto table = file.read(i);
    if (!table) continue;
    if (match_sheet(**table).sheet) return true;
  }
  return false;
}

}  // namespace

Result<std::unique_ptr<sheets::TableReader>> first_table(const sheets::Input& input,
                                                         const std::vector<Mapping>& mappings) {
  sheets::TableOptions options;
  options.header_score = [&](std::span<const std::string_view> cells) {
    double score = 0, texts = 0;
    for (const auto& cell : cells) texts += !cell.empty() && !sheets::is_plain_number(cell);
    for (const auto& mapping : mappings)
      for (const auto& heading : mapping.headings)
        score = std::max(score, std::ranges::find(cells, heading) != cells.end() ? 1000.0 : 0);
    return texts >= 2 ? score + texts : 0;
  };
  return sheets::open_table(input, options);
}

Result<Detected> detect(const sheets::Input& input, const std::vector<Mapping>& mappings, const std::string& as) {
  if (!as.empty()) {
    const auto found = std::ranges::find(mappings, as, &Mapping::id);
    if (found == mappings.end()) {
      std::string names;
      for (const auto& mapping : mappings) names += (names.empty() ? "" : ", ") + mapping.id;
      return refuse(Fault::not_found, "mapping-unknown",
                    say("没有映射“{}”；现有：{}", "there is no mapping “{}”; there are: {}", as, names));
    }
    return Detected{Format::foreign, *found, source_of(*found)};
  }
  DOORSTEP_LET(file, sheets::TableFile::open(input));
  if (file.zip() && looks_like_oneroster(*file.zip())) {
    DOORSTEP_LET(manifest, read_manifest(*file.zip(), input));
    return Detected{Format::oneroster, std::nullopt, source_of(manifest)};
  }
  for (const auto& mapping : mappings) {
    const auto table = first_table(input, {mapping});
    if (table && recognises(mapping, (*table)->header())) return Detected{Format::foreign, mapping, source_of(mapping)};
  }
  if (has_template(file)) return Detected{Format::templates, std::nullopt, sheets_source()};
  DOORSTEP_TRY(first_table(input, mappings));  // says what is wrong when nothing can be read at all
  return Detected{};
}

}  // namespace doorstep::imports
