// Files made for the tests: zips entry by entry, workbooks out of XML.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <doorstep/sheets/zip.h>

namespace doorstep::sheets::testing {

using Parts = std::vector<std::pair<std::string, std::string>>;

// A folder that is gone with the object.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "doorstep-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

inline std::string zip_of(const Parts& parts) {
  const Folder folder;
  ZipWriter writer{folder / "a.zip"};
  for (const auto& [name, text] : parts) {
    writer.add(name);
    writer.append(text);
  }
  writer.finish();
  return bytes_of(folder / "a.zip");
}

inline std::string everything(ByteSource& source) {
  std::string all, chunk(1000, '\0');
  for (;;) {
    auto got = source.read(chunk.data(), chunk.size());
    if (!got) return "error: " + got.error().code;
    if (*got == 0) return all;
    all.append(chunk, 0, *got);
  }
}

// What a workbook of one sheet "Sheet1" is made of; the tests change what they are about.
struct Book {
  std::string rows;  // inside <sheetData>
  std::string behind;
  std::string texts;  // inside <sst>
  std::string formats = "<xf numFmtId=\"0\"/>";
  std::string own_formats;
  std::string properties;
  std::string before;  // in front of the root of the sheet

  Parts parts() const {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const std::string links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    return {
        {"[Content_Types].xml", head + "<Types/>"},
        {"_rels/.rels", head + "<Relationships><Relationship Id=\"rId1\" Type=\"" + links +
                            "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml", head + "<workbook>" + properties +
                                "<sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         head + "<Relationships><Relationship Id=\"rId1\" Type=\"" + links +
             "worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" + links +
             "styles\" Target=\"/xl/styles.xml\"/><Relationship Id=\"rId3\" Type=\"" + links +
             "sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"},
        {"xl/styles.xml", head + "<styleSheet><numFmts>" + own_formats +
                              "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/>" + "</cellStyleXfs><cellXfs>" + formats +
                              "</cellXfs></styleSheet>"},
        {"xl/sharedStrings.xml", head + "<sst>" + texts + "</sst>"},
        {"xl/worksheets/sheet1.xml",
         head + before + "<worksheet><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>"},
    };
  }
  Input input() const { return Input::memory("book.xlsx", zip_of(parts())); }
};

}  // namespace doorstep::sheets::testing
