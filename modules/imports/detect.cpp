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

bool latin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Accented letters stand alone or in twos, beside letters, and are few.
bool reads_as_western(std::string_view text) {
  size_t letters = 0, accented = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    letters += latin(text[at]);
    if (static_cast<unsigned char>(text[at]) < 0x80) continue;
    size_t run = 1;
    while (at + run < text.size() && static_cast<unsigned char>(text[at + run]) >= 0x80) ++run;
    const bool beside =
        (at > 0 && latin(text[at - 1])) || (at + run < text.size() && (latin(text[at + run]) || text[at + run] == ' '));
    if (run > 2 || !beside) return false;
    accented += run;
    at += run - 1;
  }
  return accented > 0 && accented * 5 < letters;
}

}  // namespace

std::optional<sheets::Encoding> western(const sheets::Input& input) {
  const auto bytes = input.open();
  if (!bytes) return std::nullopt;
  std::string head(size_t{1} << 20, '\0');
  const auto size = sheets::read_fully(**bytes, head.data(), head.size());
  if (!size) return std::nullopt;
  head.resize(*size);
  if (head.find('\0') != head.npos || sheets::is_utf8(head) || !reads_as_western(head)) return std::nullopt;
  return sheets::Encoding::windows_1252;
}

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
  auto table = sheets::open_table(input, options);
  if (table || table.error().code != "csv-encoding") return table;
  options.encoding = western(input);
  return options.encoding ? sheets::open_table(input, options) : std::move(table);
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
  DOORSTEP_LET(table, first_table(input, mappings));  // says what is wrong when nothing can be read at all
  if (match_sheet(*table).sheet) DOORSTEP_TRY(file.read(size_t{0}));  // ours, but for its encoding
  return Detected{};
}

}  // namespace doorstep::imports
