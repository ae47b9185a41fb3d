// What is read in files: plain text, PDF, office documents, and what is not.
#include <folder.h>
#include <gtest/gtest.h>

#include <fstream>

#include <doorstep/files/texts.h>
#include <doorstep/sheets/zip.h>

#include "kinds.h"

namespace doorstep::files {
namespace {

class TextsTest : public testing::Test {
 protected:
  Stored stored(const std::string& name, const std::string& bytes) {
    const auto path = folder_.path() + "/" + name;
    std::ofstream{path, std::ios::binary} << bytes;
    return at(path, name);
  }
  static Stored at(const std::string& path, const std::string& name) {
    Stored made;
    made.path = path;
    made.info.name = name;
    const auto kind = kind_of(path, name);
    EXPECT_TRUE(kind) << name << (kind ? "" : kind.error().what.en);
    if (kind) {
      made.info.kind = (*kind)->group;
      made.type = (*kind)->type;
    }
    return made;
  }
  Stored zipped(const std::string& name, const std::vector<std::pair<std::string, std::string>>& entries) {
    const auto path = folder_.path() + "/" + name;
    sheets::ZipWriter zip{path};
    for (const auto& [entry, bytes] : entries) {
      zip.add(entry);
      zip.append(bytes);
    }
    zip.finish();
    return at(path, name);
  }
  // Two pages: the first with letters, the second with none; the author stands in the properties.
  static std::string pdf() {
    const std::string letters = "BT /F1 12 Tf 20 100 Td (Lesson by Li Na) Tj ET";
    std::vector<std::string> parts{
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 5 0 R /Resources << /Font << /F1 6 0 R >> >> "
        ">>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        "<< /Length " + std::to_string(letters.size()) + " >>\nstream\n" + letters + "\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Author (Wang) /Title (Plan) >>"};
    std::string made = "%PDF-1.4\n";
    std::vector<size_t> places;
    for (size_t i = 0; i < parts.size(); ++i) {
      places.push_back(made.size());
      made += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, parts[i]);
    }
    const auto table = made.size();
    made += fmt::format("xref\n0 {}\n0000000000 65535 f \n", parts.size() + 1);
    for (const auto place : places) made += fmt::format("{:010} 00000 n \n", place);
    return made + fmt::format("trailer << /Size {} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{}\n%%EOF\n",
                              parts.size() + 1, table);
  }
  support::Folder folder_;
};

TEST_F(TextsTest, PlainTextInAnyEncoding) {
  const auto utf8 = texts_of(stored("a.txt", "王小明的教案"));
  ASSERT_TRUE(utf8) << utf8.error().what.en;
  EXPECT_EQ(utf8->pages, std::vector<std::string>{"王小明的教案"});
  EXPECT_FALSE(utf8->paged);
  const auto gb = texts_of(stored("b.txt", "\xcd\xf5\xd0\xa1\xc3\xf7\xb5\xc4\xbd\xcc\xb0\xb8"));
  ASSERT_TRUE(gb) << gb.error().what.en;
  EXPECT_EQ(gb->pages, utf8->pages);
}

TEST_F(TextsTest, PagesAndPropertiesOfAPdf) {
  const auto found = texts_of(stored("a.pdf", pdf()));
  ASSERT_TRUE(found) << found.error().what.en;
  EXPECT_TRUE(found->paged);
  EXPECT_TRUE(found->whole);
  ASSERT_EQ(found->pages.size(), 2u);
  EXPECT_NE(found->pages[0].find("Lesson by Li Na"), std::string::npos);
  EXPECT_EQ(found->pages[1], "");
  EXPECT_NE(found->about.find("Wang"), std::string::npos);
  EXPECT_NE(found->about.find("Plan"), std::string::npos);
}

TEST_F(TextsTest, ADamagedPdfSaysSo) {
  const auto found = texts_of(stored("a.pdf", "%PDF-1.4\nnothing of the sort"));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "no-text");
}

TEST_F(TextsTest, LettersOfOfficeDocumentsOverTheirRuns) {
  const auto word = texts_of(zipped(
      "a.docx", {{"[Content_Types].xml", "<Types/>"},
                 {"word/document.xml",
                  "<w:p><w:r><w:t>王小</w:t></w:r><w:r><w:t>明</w:t></w:r></w:p><w:p><w:t>A &amp; B</w:t></w:p>"},
                 {"word/header1.xml", "<w:p><w:t>North School</w:t></w:p>"},
                 {"docProps/core.xml", "<dc:creator>Wang</dc:creator>"}}));
  ASSERT_TRUE(word) << word.error().what.en;
  EXPECT_NE(word->pages.at(0).find("王小明\n"), std::string::npos);
  EXPECT_NE(word->pages[0].find("A & B"), std::string::npos);
  EXPECT_NE(word->pages[0].find("North School"), std::string::npos);
  EXPECT_NE(word->about.find("Wang"), std::string::npos);
  const auto slides = texts_of(zipped("a.pptx", {{"[Content_Types].xml", "<Types/>"},
                                                 {"ppt/presentation.xml", "<p/>"},
                                                 {"ppt/slides/slide10.xml", "<a:p><a:t>ten</a:t></a:p>"},
                                                 {"ppt/slides/slide2.xml", "<a:p><a:t>two</a:t></a:p>"}}));
  ASSERT_TRUE(slides) << slides.error().what.en;
  EXPECT_TRUE(slides->paged);
  ASSERT_EQ(slides->pages.size(), 2u);
  EXPECT_NE(slides->pages[0].find("two"), std::string::npos);
}

TEST_F(TextsTest, PicturesAreNotRead) {
  const auto found =
      texts_of(stored("a.png", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\1\0\0\0\0", 29)));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "no-text");
}

}  // namespace
}  // namespace doorstep::files
