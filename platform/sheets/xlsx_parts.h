// The parts of a workbook besides its rows: relations, list of sheets, styles, table of texts.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "xlsx.h"
#include "xlsx_values.h"
#include "xml.h"

namespace doorstep::sheets {

// A link from one part to another.
struct Relation {
  std::string id;
  std::string type;    // last word of its address: "worksheet", "styles"
  std::string target;  // whole name of the entry in the zip
};

struct WorkbookSheet {
  std::string name, relation;
  bool hidden = false;
};

struct Workbook {
  std::vector<WorkbookSheet> sheets;
  bool since_1904 = false;
};

// Many texts, held in blocks that are never moved, so that views of them stay valid.
class Texts {
 public:
  std::string_view add(std::string_view text);
  const std::vector<std::string_view>& all() const { return all_; }
  size_t bytes() const { return bytes_; }

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::vector<std::string_view> all_;
  size_t room_ = 0, bytes_ = 0;
  char* next_ = nullptr;
};

Result<std::vector<Relation>> read_relations(std::unique_ptr<ByteSource> bytes, const std::string& file,
                                             const std::string& part);
Result<Workbook> read_workbook(std::unique_ptr<ByteSource> bytes, const std::string& file, const std::string& part);
Result<std::vector<CellFormat>> read_styles(std::unique_ptr<ByteSource> bytes, const std::string& file,
                                            const std::string& part);
Result<Texts> read_texts(std::unique_ptr<ByteSource> bytes, const std::string& file, const std::string& part,
                         const XlsxLimits& limits);

}  // namespace doorstep::sheets
