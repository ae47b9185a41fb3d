// Any text as the parts of a workbook, divided by zero bytes: rows, texts, styles, list of sheets.
#include <doorstep/sheets/table.h>

#include <cstdlib>

#include "fuzz.h"
#include "stored_zip.h"

using namespace doorstep::sheets;

namespace {

std::string workbook(const std::string& bytes) {
  std::vector<std::string> parts(1);
  for (const char c : bytes) {
    if (c == '\0' && parts.size() < 4)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  const char* usual[] = {"<worksheet/>", "<sst/>", "<styleSheet/>", "<sheets><sheet name=\"a\" r:id=\"r1\"/></sheets>"};
  for (size_t at = parts.size(); at < 4; ++at) parts.emplace_back(usual[at]);
  return stored_zip({{"[Content_Types].xml", ""},
                     {"_rels/.rels", "<R><Relationship Type=\"/officeDocument\" Target=\"xl/workbook.xml\"/></R>"},
                     {"xl/workbook.xml", parts[3]},
                     {"xl/_rels/workbook.xml.rels",
                      "<R><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"sheet.xml\"/><Relationship "
                      "Type=\"/styles\" Target=\"styles.xml\"/><Relationship Type=\"/sharedStrings\" "
                      "Target=\"texts.xml\"/></R>"},
                     {"xl/sheet.xml", parts[0]},
                     {"xl/texts.xml", parts[1]},
                     {"xl/styles.xml", parts[2]}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes = workbook(std::string(reinterpret_cast<const char*>(data), size));
  auto table = open_table(Input::memory("a.xlsx", bytes));
  if (!table) return 0;
  for (int64_t before = 0;;) {
    auto row = (*table)->next();
    if (!row || !*row) break;
    if ((*row)->row <= before || (*row)->cells.size() != (*table)->header().size()) std::abort();
    before = (*row)->row;
    (void)(*table)->uneven();
  }
  (void)(*table)->merged();
  return 0;
}

std::vector<std::string> fuzz_seeds() {
  const std::string divider(1, '\0');
  return {
      "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
      "t=\"inlineStr\"><is><t>b</t></is></c>"
      "</row><row r=\"3\"><c r=\"A3\" s=\"1\"><v>45536.5</v></c><c t=\"b\"><v>1</v></c></row></sheetData><mergeCells>"
      "<mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>" +
          divider + "<sst><si><t>a_x000D_</t></si><si><r><t>r</t></r><rPh><t>p</t></rPh></si></sst>" + divider +
          "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy\\-mm\"/></numFmts><cellXfs><xf "
          "numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>" +
          divider + "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>",
      "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet><row><c><v>&b;</v></c></row></worksheet>"};
}
