#include "kinds.h"

#include <algorithm>
#include <string_view>

namespace doorstep::sheets {

namespace {

constexpr size_t looked_at = size_t{4} << 20;

bool begins_like_markup(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (!head.empty() && static_cast<uint8_t>(head.front()) <= ' ') head.remove_prefix(1);
  std::string start{head.substr(0, 9)};
  std::transform(start.begin(), start.end(), start.begin(),
                 [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return start.starts_with("<?xml") || start.starts_with("<html") || start.starts_with("<!doctype") ||
         start.starts_with("<table") || start.starts_with("<meta");
}

tl::unexpected<Error> save_as_xlsx(const std::string& code, const Words& is, const std::string& name) {
  return refuse(
      Fault::invalid, code,
      {fmt::format("“{}”{}。请用办公软件打开后另存为 .xlsx 再导入", name, is.zh),
       fmt::format("\"{}\" {}. Open it in a spreadsheet program, save as .xlsx and import that", name, is.en)});
}

}  // namespace

Result<FileKind> recognise(const Input& input) {
  DOORSTEP_LET(source, input.open());
  std::string head(8192, '\0');
  DOORSTEP_LET(got, read_fully(*source, head.data(), head.size()));
  head.resize(got);
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return FileKind::zip;
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    // A workbook with a password is a container of the old format that holds a stream of this name.
    constexpr std::string_view stream{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32};
    head.resize(looked_at);
    DOORSTEP_LET(more, read_fully(*source, head.data() + got, head.size() - got));
    const bool locked = std::string_view{head}.substr(0, got + more).find(stream) != std::string_view::npos;
    if (locked)
      return save_as_xlsx("xlsx-encrypted", say("设有打开密码", "is protected by a password: remove it"), input.name);
    return save_as_xlsx("xls-old", say("是旧版 Excel 格式（.xls）", "is in the old format of Excel (.xls)"),
                        input.name);
  }
  if (begins_like_markup(head))
    return save_as_xlsx("xls-markup", say("其实是网页或 XML，不是表格", "is a web page or XML, not a spreadsheet"),
                        input.name);
  if (head.starts_with("%PDF"))
    return refuse(Fault::invalid, "file-unknown",
                  say("“{}”是 PDF，不能作为表格导入。请提供 .xlsx 或 .csv",
                      "\"{}\" is a PDF and cannot be imported. Give .xlsx or .csv", input.name));
  for (const std::string_view begin : {"\x89PNG", "\xFF\xD8\xFF", "GIF8"})
    if (head.starts_with(begin))
      return refuse(Fault::invalid, "file-unknown",
                    say("“{}”是图片，不能作为表格导入。请提供 .xlsx 或 .csv",
                        "\"{}\" is a picture and cannot be imported. Give .xlsx or .csv", input.name));
  if (head.empty())
    return refuse(Fault::invalid, "file-empty",
                  say("“{}”是空文件。请重新导出", "\"{}\" is empty. Export it again", input.name));
  return FileKind::text;
}

}  // namespace doorstep::sheets
