#include "xlsx_parts.h"

#include <charconv>
#include <cstring>
#include <map>

namespace doorstep::sheets {

namespace {

constexpr size_t most_items = 100'000;  // of sheets, styles, relations: more are never made by hand
constexpr size_t block = size_t{1} << 18;

Error too_many(const std::string& file) {
  return {Fault::too_large,
          "xlsx-too-large",
          say("“{}”的样式或工作表过多。请把数据复制到新工作簿后再导入",
              "\"{}\" has too many styles or sheets. Copy the data into a new workbook and import that", file),
          {}};
}

int number_of(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// A target as written, relative to the folder of the part that names it, or from the root.
std::string resolve(const std::string& part, std::string_view target) {
  std::string folder;
  if (target.starts_with('/')) {
    target.remove_prefix(1);
  } else {
    // "xl/_rels/workbook.xml.rels" speaks for "xl/workbook.xml"
    const auto rels = part.rfind("_rels/");
    folder = rels == std::string::npos ? "" : part.substr(0, rels);
  }
  while (target.starts_with("../") || target.starts_with("./")) {
    if (target.starts_with("../") && !folder.empty()) {
      const auto slash = folder.rfind('/', folder.size() - 2);
      folder = slash == std::string::npos || folder.size() < 2 ? "" : folder.substr(0, slash + 1);
    }
    target.remove_prefix(target.find('/') + 1);
  }
  return folder + std::string{target};
}

struct RelationReader final : XmlHandler {
  std::string file, part;
  std::vector<Relation> found;

  void begin(Xml& xml, std::string_view name, const Attributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
    if (found.size() >= most_items) return xml.fail(too_many(file));
    const auto type = attributes.get("Type");
    const auto slash = type.rfind('/');
    found.push_back({std::string{attributes.get("Id")}, std::string{type.substr(slash == type.npos ? 0 : slash + 1)},
                     resolve(part, attributes.get("Target"))});
  }
  void end(Xml&, std::string_view) override {}
  void text(Xml&, std::string_view) override {}
};

struct WorkbookReader final : XmlHandler {
  std::string file;
  Workbook book;

  void begin(Xml& xml, std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr") {
      const auto flag = attributes.get("date1904");
      book.since_1904 = flag == "1" || flag == "true" || flag == "on";
    } else if (name == "sheet") {
      if (book.sheets.size() >= most_items) return xml.fail(too_many(file));
      const auto state = attributes.get("state");
      book.sheets.push_back({std::string{attributes.get("name")}, std::string{attributes.get("id")},
                             state == "hidden" || state == "veryHidden"});
    }
  }
  void end(Xml&, std::string_view) override {}
  void text(Xml&, std::string_view) override {}
};

struct StyleReader final : XmlHandler {
  std::string file;
  std::map<int, CellFormat> own;
  std::vector<CellFormat> formats;
  bool cells = false;  // inside <cellXfs>

  void begin(Xml& xml, std::string_view name, const Attributes& attributes) override {
    if (name == "cellXfs") {
      cells = true;
    } else if (name == "numFmt") {
      if (own.size() >= most_items) return xml.fail(too_many(file));
      own[number_of(attributes.get("numFmtId"), -1)] = read_format(attributes.get("formatCode"));
    } else if (cells && name == "xf") {
      if (formats.size() >= most_items) return xml.fail(too_many(file));
      const int id = number_of(attributes.get("numFmtId"), 0);
      const auto mine = own.find(id);
      formats.push_back(mine == own.end() ? builtin_format(id) : mine->second);
    }
  }
  void end(Xml&, std::string_view name) override {
    if (name == "cellXfs") cells = false;
  }
  void text(Xml&, std::string_view) override {}
};

struct TextReader final : XmlHandler {
  const std::string& file;
  const XlsxLimits& limits;
  Texts texts{};
  std::string present{};
  int phonetic = 0;
  bool taking = false;

  TextReader(const std::string& of, const XlsxLimits& within) : file{of}, limits{within} {}

  void begin(Xml&, std::string_view name, const Attributes&) override {
    if (name == "rPh") ++phonetic;
    if (name == "t") taking = phonetic == 0;
  }
  void end(Xml& xml, std::string_view name) override {
    if (name == "rPh") --phonetic;
    if (name == "t") taking = false;
    if (name != "si") return;
    unescape(present, 0);
    texts.add(present);
    present.clear();
    // A view costs 16 bytes besides the letters.
    if (texts.bytes() + texts.all().size() * 16 > limits.shared_bytes)
      xml.fail(over("xlsx-texts", limits.shared_bytes));
  }
  void text(Xml& xml, std::string_view text) override {
    if (!taking) return;
    present += text;
    if (present.size() > limits.rows.cell_bytes) xml.fail(over("cell-too-large", limits.rows.cell_bytes));
  }

  Error over(const char* code, size_t limit) const {
    return {Fault::too_large,
            code,
            say("“{}”中的文字超过 {} 字节的上限。请缩短或拆分后再导入",
                "the texts in \"{}\" are over the limit of {} bytes. Shorten or split them", file, limit),
            {}};
  }
};

}  // namespace

std::string_view Texts::add(std::string_view text) {
  if (text.size() > room_) {
    room_ = std::max(block, text.size());
    blocks_.push_back(std::make_unique<char[]>(room_));
    next_ = blocks_.back().get();
    bytes_ += room_;
  }
  if (!text.empty()) std::memcpy(next_, text.data(), text.size());
  all_.emplace_back(next_, text.size());
  next_ += text.size();
  room_ -= text.size();
  return all_.back();
}

Result<std::vector<Relation>> read_relations(std::unique_ptr<ByteSource> bytes, const std::string& file,
                                             const std::string& part) {
  RelationReader reader;
  reader.file = file;
  reader.part = part;
  Xml xml{std::move(bytes), reader, file, part};
  DOORSTEP_TRY(xml.pull_all());
  return std::move(reader.found);
}

Result<Workbook> read_workbook(std::unique_ptr<ByteSource> bytes, const std::string& file, const std::string& part) {
  WorkbookReader reader;
  reader.file = file;
  Xml xml{std::move(bytes), reader, file, part};
  DOORSTEP_TRY(xml.pull_all());
  return std::move(reader.book);
}

Result<std::vector<CellFormat>> read_styles(std::unique_ptr<ByteSource> bytes, const std::string& file,
                                            const std::string& part) {
  StyleReader reader;
  reader.file = file;
  Xml xml{std::move(bytes), reader, file, part};
  DOORSTEP_TRY(xml.pull_all());
  return std::move(reader.formats);
}

Result<Texts> read_texts(std::unique_ptr<ByteSource> bytes, const std::string& file, const std::string& part,
                         const XlsxLimits& limits) {
  TextReader reader{file, limits};
  Xml xml{std::move(bytes), reader, file, part};
  DOORSTEP_TRY(xml.pull_all());
  return std::move(reader.texts);
}

}  // namespace doorstep::sheets
