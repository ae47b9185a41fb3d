#include <algorithm>

#include "kinds.h"
#include "xlsx_inside.h"

namespace doorstep::sheets {

namespace {

tl::unexpected<Error> not_a_workbook(const std::string& name) {
  return refuse(
      Fault::invalid, "xlsx-broken",
      say("“{}”不是完整的 Excel 工作簿。请用办公软件打开后另存为 .xlsx",
          "\"{}\" is not a whole Excel workbook. Open it in a spreadsheet program and save it as .xlsx", name));
}

// Workbooks of other formats are zips too.
Result<void> refuse_other_formats(const ZipArchive& zip, const std::string& name) {
  const bool xlsb = zip.find("xl/workbook.bin") != nullptr;
  const bool ods = zip.find("content.xml") != nullptr && zip.find("mimetype") != nullptr;
  if (xlsb || ods)
    return refuse(Fault::invalid, "xlsx-other-format",
                  say("“{}”是 {} 格式。请用办公软件打开后另存为 .xlsx 再导入",
                      "\"{}\" is in the format {}. Open it in a spreadsheet program, save as .xlsx and import that",
                      name, xlsb ? ".xlsb" : ".ods"));
  return {};
}

const Relation* of_type(const std::vector<Relation>& relations, std::string_view type) {
  for (const auto& relation : relations)
    if (relation.type == type) return &relation;
  return nullptr;
}

// The name of the part that speaks for the links of `part`.
std::string relations_of(const std::string& part) {
  const auto slash = part.rfind('/');
  const auto folder = slash == std::string::npos ? "" : part.substr(0, slash + 1);
  return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

Result<std::unique_ptr<ByteSource>> open_part(const ZipArchive& zip, const std::string& file, const std::string& part) {
  const auto* entry = zip.find(part);
  if (!entry) return not_a_workbook(file);
  return zip.read(*entry);
}

}  // namespace

Result<XlsxBook> XlsxBook::open(const Input& input, const XlsxLimits& limits) {
  DOORSTEP_LET(kind, recognise(input));
  if (kind != FileKind::zip) return not_a_workbook(input.name);
  DOORSTEP_LET(zip, ZipArchive::open(input, limits.zip));
  DOORSTEP_TRY(refuse_other_formats(zip, input.name));

  const std::string root = "_rels/.rels";
  DOORSTEP_LET(root_bytes, open_part(zip, input.name, root));
  DOORSTEP_LET(outer, read_relations(std::move(root_bytes), input.name, root));
  const auto* main = of_type(outer, "officeDocument");
  if (!main) return not_a_workbook(input.name);

  DOORSTEP_LET(book_bytes, open_part(zip, input.name, main->target));
  DOORSTEP_LET(book, read_workbook(std::move(book_bytes), input.name, main->target));
  const auto links = relations_of(main->target);
  DOORSTEP_LET(link_bytes, open_part(zip, input.name, links));
  DOORSTEP_LET(relations, read_relations(std::move(link_bytes), input.name, links));

  auto inside = std::make_shared<Inside>(Inside{input.name, std::move(zip), limits});
  inside->since_1904 = book.since_1904;
  for (const auto& sheet : book.sheets) {
    const auto link = std::find_if(relations.begin(), relations.end(),
                                   [&](const Relation& relation) { return relation.id == sheet.relation; });
    if (link != relations.end() && link->type == "worksheet")  // charts have sheets without rows
      inside->sheets.push_back({sheet.name, sheet.hidden, link->target});
  }
  if (inside->sheets.empty()) return not_a_workbook(input.name);
  if (const auto* styles = of_type(relations, "styles"); styles && inside->zip.find(styles->target)) {
    DOORSTEP_LET(bytes, open_part(inside->zip, input.name, styles->target));
    DOORSTEP_LET(formats, read_styles(std::move(bytes), input.name, styles->target));
    inside->formats = std::move(formats);
  }
  if (const auto* shared = of_type(relations, "sharedStrings"); shared && inside->zip.find(shared->target)) {
    DOORSTEP_LET(bytes, open_part(inside->zip, input.name, shared->target));
    DOORSTEP_LET(texts, read_texts(std::move(bytes), input.name, shared->target, limits));
    inside->texts = std::move(texts);
  }
  return XlsxBook{std::move(inside)};
}

const std::vector<XlsxSheet>& XlsxBook::sheets() const { return inside_->sheets; }

}  // namespace doorstep::sheets
