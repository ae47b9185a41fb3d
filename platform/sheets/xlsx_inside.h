// What an open workbook and the reader of its rows share.
#pragma once

#include <string>
#include <vector>

#include "xlsx_parts.h"

namespace doorstep::sheets {

struct XlsxBook::Inside {
  std::string name;
  ZipArchive zip;
  XlsxLimits limits;
  std::vector<XlsxSheet> sheets{};
  std::vector<CellFormat> formats{};
  Texts texts{};
  bool since_1904 = false;
};

}  // namespace doorstep::sheets
