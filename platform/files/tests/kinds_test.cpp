// What a file is by its content, whatever its name says.
#include "kinds.h"

#include <fmt/format.h>
#include <folder.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>

#include <doorstep/files/files.h>
#include <doorstep/sheets/write.h>
#include <doorstep/sheets/zip.h>

#include "program.h"

namespace doorstep::files {
namespace {

using namespace std::string_literals;

class Kinds : public testing::Test {
 protected:
  std::string with(const std::string& bytes) {
    const auto path = folder_.path() + "/file";
    std::ofstream{path, std::ios::binary} << bytes;
    return of(path);
  }
  std::string zip(const std::vector<std::pair<std::string, std::string>>& entries) {
    const auto path = folder_.path() + "/file.zip";
    sheets::ZipWriter writer{path};
    for (const auto& [name, bytes] : entries) {
      writer.add(name);
      writer.append(bytes);
    }
    writer.finish();
    return of(path);
  }
  static std::string of(const std::string& path) {
    const auto kind = kind_of(path, "file");
    return kind ? std::string{(*kind)->code} : kind.error().code;
  }
  support::Folder folder_;
};

TEST_F(Kinds, DocumentsPicturesAndFilms) {
  EXPECT_EQ(with("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"), "pdf");
  EXPECT_EQ(with("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x06\0\0\0\x1f\x15\xc4\x89"s), "png");
  EXPECT_EQ(with("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"s), "jpeg");
  EXPECT_EQ(with("RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0\x30\1\0\x9d\1\x2a"s), "webp");
  EXPECT_EQ(with("\0\0\0\x18"
                 "ftypheic\0\0\0\0mif1heic\0\0\0\0"s),
            "heic");
  EXPECT_EQ(with("\0\0\0\x18"
                 "ftypmp42\0\0\0\0mp42isom\0\0\0\0"s),
            "mp4");
  EXPECT_EQ(with("\0\0\0\x18"
                 "ftypM4A \0\0\0\0M4A mp42\0\0\0\0"s),
            "m4a");
  EXPECT_EQ(with("\x1a\x45\xdf\xa3\x9f\x42\x86\x81\1\x42\xf7\x81\1\x42\xf2\x81\4\x42\xf3\x81\x8\x42\x82\x84webm"s +
                 std::string(100, '\0')),
            "webm");
  EXPECT_EQ(with("\0\0\0\x14"
                 "ftypqt  \0\0\0\0qt  \0\0\0\x8wide"s),
            "mov");
  EXPECT_EQ(with("RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0"
                 "data\0\0\0\0"s),
            "wav");
  EXPECT_EQ(with("ID3\x03\0\0\0\0\0\x0a"
                 "TIT2\0\0\0\0\0\0"s +
                 "\xff\xfb\x90\x64"s + std::string(500, '\0')),
            "mp3");
  EXPECT_EQ(with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"s + std::string(2000, '\0')), "office97");
}

TEST_F(Kinds, TextsInTheEncodingsOfOffices) {
  EXPECT_EQ(with("三年规划，各校执行。\n"), "text");
  EXPECT_EQ(with("x"), "text");
  EXPECT_EQ(with("school,students\nA,300\n"), "text");
  EXPECT_EQ(with("\xc8\xfd\xc4\xea\xb9\xe6\xbb\xae\xa3\xac\xb8\xf7\xd0\xa3\xd6\xb4\xd0\xd0\xa1\xa3\n"), "text_gb");
  EXPECT_EQ(with("\xff\xfe"
                 "a\0b\0c\0\n\0"s),
            "text_16");
}

TEST_F(Kinds, ZipsAreTakenAsDocumentsOnly) {
  EXPECT_EQ(zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w/>"}}), "docx");
  EXPECT_EQ(zip({{"[Content_Types].xml", "<Types/>"}, {"ppt/presentation.xml", "<p/>"}}), "pptx");
  EXPECT_EQ(zip({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "<x/>"}}), "odt");
  EXPECT_EQ(zip({{"a.txt", "a"}}), "file-archive");
  const std::string outside = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w>&a;</w>";
  EXPECT_EQ(zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", outside}}), "file-entities");
  std::string wide;
  for (const char letter : outside) wide.append({letter, '\0'});
  EXPECT_EQ(zip({{"[Content_Types].xml", "<Types/>"}, {"word/_rels/document.xml.rels", wide}}), "file-entities");
  EXPECT_EQ(zip({{"mimetype", "application/vnd.oasis.opendocument.text"},
                 {"META-INF/manifest.xml",
                  "<!DOCTYPE m PUBLIC \"-//OpenOffice.org//DTD Manifest 1.0//EN\" \"Manifest.dtd\">"}}),
            "odt");
  EXPECT_EQ(zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", ""}, {"word/vbaProject.bin", "x"}}),
            "file-unsafe")
      << "macros";
  EXPECT_EQ(with("PK\3\4\24\0\0\0\0\0"s + std::string(40, '\0')), "file-damaged") << "cut off";
  const auto path = folder_.path() + "/book.xlsx";
  std::ofstream{path, std::ios::binary} << sheets::workbook_bytes([](sheets::WorkbookWriter& book) {
    book.sheet({"A", {}, {sheets::column("a", 10)}});
    book.row({std::string_view{"x"}});
  });
  EXPECT_EQ(of(path), "xlsx");
}

TEST_F(Kinds, WhatRunsIsRefused) {
  EXPECT_EQ(with("<!DOCTYPE html>\n<html><head></head></html>"), "file-unsafe");
  EXPECT_EQ(with("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"), "file-unsafe");
  EXPECT_EQ(with("#!/bin/sh\nrm -rf /\n"), "file-unsafe");
  EXPECT_EQ(with("MZ"s + std::string(58, '\0') + "\x40\0\0\0PE\0\0\x4c\1"s + std::string(200, '\0')), "file-unsafe");
  EXPECT_EQ(with("\x1f\x8b\x08\0\0\0\0\0\0\3abc"s), "file-archive");
  EXPECT_EQ(with("\0\1\2\3\4\5\6\7"s), "file-kind");
  std::ofstream{folder_.path() + "/torn", std::ios::binary} << "\0\1\2\3\4\5\6\7"s;
  EXPECT_EQ(kind_of(folder_.path() + "/torn", "file").error().what.en.find("octet-stream"), std::string::npos)
      << "people are not told codes";
}

// A PDF that does something on opening, in objects as they are.
std::string pdf_of(const std::string& action, const std::string& more = "") {
  return "%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction " + action +
         ">>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
         "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n" +
         more + "trailer\n<</Root 1 0 R/Size 9>>\n%%EOF\n";
}

TEST_F(Kinds, PdfsThatActAreRefused) {
  EXPECT_EQ(with(pdf_of("[3 0 R/XYZ null null 0]")), "pdf") << "it opens at a page";
  EXPECT_EQ(with(pdf_of("<</S/JavaScript/JS(app.alert\\(1\\))>>")), "file-unsafe");
  EXPECT_EQ(with(pdf_of("<</#53 \r\n/J#61vaScr#69pt/JS(app.alert\\(1\\))>>")), "file-unsafe") << "escaped";
  EXPECT_EQ(with(pdf_of("<</S/Launch/F(cmd.exe)>>")), "file-unsafe");
  EXPECT_EQ(with(pdf_of("<</S/URI/URI(https://example.org/S/Web/JavaScript)>>")), "pdf") << "an address";
  EXPECT_EQ(with(pdf_of("<</S/URI/URI(https://example.org)>>", "4 0 obj\n(the keys \"/JS\" and /JS)\nendobj\n")), "pdf")
      << "a text about it";
  EXPECT_EQ(with("%PDF-1.5\n" + std::string((1 << 20) - 20, ' ') + "<</S/JavaScript/JS(x)>>"), "file-unsafe")
      << "damaged, and between two readings";
  const auto refused = kind_of(folder_.path() + "/file", "plan.pdf");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.en.find("print"), std::string::npos) << "with the remedy";
}

TEST_F(Kinds, APdfThatActsFromACompressedObjectIsRefused) {
  if (program_at("qpdf").empty()) GTEST_SKIP() << "qpdf is in scripts/packages-run.txt";
  const auto packed = [&](const std::string& action) {
    const std::string head = "4 0 ";
    uLongf size = compressBound(head.size() + action.size());
    std::string bytes(size, '\0');
    const auto plain = head + action;
    compress(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(plain.data()), plain.size());
    bytes.resize(size);
    // Object streams are found by a table that is a stream as well (ISO 32000, 7.5.8): kind, place, position.
    auto made = pdf_of("4 0 R");
    made.resize(made.find("trailer"));
    std::string table;
    const auto row = [&](int kind, size_t place, int position) {
      table += static_cast<char>(kind);
      for (const int shift : {16, 8, 0}) table += static_cast<char>((place >> shift) & 0xff);
      table += static_cast<char>(position);
    };
    row(0, 0, 0);
    for (const auto* object : {"1 0 obj", "2 0 obj", "3 0 obj"}) row(1, made.find(object), 0);
    row(2, 5, 0);
    row(1, made.size(), 0);
    made +=
        fmt::format("5 0 obj\n<</Type/ObjStm/N 1/First {}/Filter/FlateDecode/Length {}>>stream\n", head.size(), size) +
        bytes + "\nendstream\nendobj\n";
    const auto at = made.size();
    row(1, at, 0);
    return made + fmt::format("6 0 obj\n<</Type/XRef/Size 7/W[1 3 1]/Root 1 0 R/Length {}>>stream\n", table.size()) +
           table + fmt::format("\nendstream\nendobj\nstartxref\n{}\n%%EOF\n", at);
  };
  EXPECT_EQ(with(packed("[3 0 R/Fit]")), "pdf");
  EXPECT_EQ(with(packed("<</S/JavaScript/JS(app.alert\\(1\\))>>")), "file-unsafe");
  EXPECT_EQ(with(packed("<</S/Rendition/JS(app.alert\\(1\\))>>")), "file-unsafe");
  EXPECT_EQ(with(packed("<</S/Launch/F(cmd.exe)>>")), "file-unsafe");
}

// Names that lie, and contents that hide something.
TEST_F(Kinds, WhatIsForgedIsRefused) {
  const auto forged = [&](const std::string& bytes, const std::string& name) {
    const auto path = folder_.path() + "/file";
    std::ofstream{path, std::ios::binary} << bytes;
    const auto kind = kind_of(path, name);
    if (!kind) return kind.error().code;
    const auto agreed = agrees(**kind, name);
    return agreed ? std::string{(*kind)->code} : agreed.error().code;
  };
  const auto program = "MZ"s + std::string(58, '\0') + "\x40\0\0\0PE\0\0\x4c\1"s + std::string(200, '\0');
  EXPECT_EQ(forged(program, "plan.pdf"), "file-unsafe");
  EXPECT_EQ(forged("<!DOCTYPE html><html><script>alert(1)</script></html>", "photo.png"), "file-unsafe");
  EXPECT_EQ(forged("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script></svg>",
                   "photo.png"),
            "file-unsafe");
  EXPECT_EQ(
      forged("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "a.txt"),
      "file-unsafe");
  EXPECT_EQ(forged("GIF89a\1\0\1\0\0\0\0;"s, "photo.png"), "file-kind");
  EXPECT_EQ(zip({{"../../etc/cron.d/x", "* * * * * root x"}, {"a.txt", "a"}}), "file-damaged");
  EXPECT_EQ(zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w/>"}, {"../../../tmp/x", "x"}}),
            "file-damaged");
}

TEST_F(Kinds, TheNameHasToAgree) {
  EXPECT_TRUE(agrees(*kind_coded("jpeg"), "photo.JPG"));
  EXPECT_TRUE(agrees(*kind_coded("office97"), "plan.wps"));
  EXPECT_TRUE(agrees(*kind_coded("text_gb"), "list.csv"));
  const auto wrong = agrees(*kind_coded("png"), "plan.pdf");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, "file-disagrees");
  EXPECT_NE(wrong.error().what.en.find("PNG"), std::string::npos);
  EXPECT_GT(endings().size(), 20u);
}

}  // namespace
}  // namespace doorstep::files
