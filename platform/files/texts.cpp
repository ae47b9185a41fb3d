#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>

#include <doorstep/files/texts.h>
#include <doorstep/sheets/encoding.h>
#include <doorstep/sheets/zip.h>

#include "program.h"

namespace doorstep::files {
namespace {

constexpr size_t most_text = 8 << 20;          // bytes of one file's text
constexpr const char* most_pdf_pages = "500";  // of a PDF

tl::unexpected<Error> no_text(Words what) { return refuse(Fault::invalid, "no-text", std::move(what)); }

// What a program writes; empty when it failed or took too long.
std::optional<std::string> output_of(const std::vector<const char*>& arguments) {
  std::string made;
  const auto take = [&](std::string_view piece) {
    made += piece;
    return made.size() <= most_text;
  };
  if (!read_program(arguments, take)) return std::nullopt;
  return made;
}

Result<FileTexts> texts_of_pdf(const std::string& path) {
  const auto reader = program_at("pdftotext"), teller = program_at("pdfinfo");
  if (reader.empty() || teller.empty())
    return refuse(Fault::conflict, "no-reader",
                  say("服务器没有安装 poppler-utils，无法查找 PDF 中的文字",
                      "the server has no poppler-utils: PDFs are not searched"));
  const auto text = output_of({reader.c_str(), "-q", "-enc", "UTF-8", "-l", most_pdf_pages, path.c_str(), "-"});
  if (!text)
    return no_text(say("PDF 已损坏、加了密码或过于复杂，无法查找其中的文字",
                       "the PDF is damaged, locked or too much: it was not searched"));
  FileTexts made;
  made.paged = true;
  made.whole = text->size() <= most_text;
  for (size_t at = 0; at < text->size();) {  // every page ends with a form feed
    const auto end = std::min(text->find('\f', at), text->size());
    made.pages.push_back(text->substr(at, end - at));
    at = end + 1;
  }
  if (const auto about = output_of({teller.c_str(), "-enc", "UTF-8", path.c_str()})) {
    int pages = 0;
    for (size_t at = 0; at < about->size();) {
      const auto end = std::min(about->find('\n', at), about->size());
      const auto line = about->substr(at, end - at);
      if (line.starts_with("Pages:")) pages = std::atoi(line.c_str() + 6);
      for (const auto* name : {"Title:", "Subject:", "Keywords:", "Author:"})
        if (line.starts_with(name)) made.about += line + "\n";
      at = end + 1;
    }
    if (pages > static_cast<int>(made.pages.size())) made.whole = false;
  }
  return made;
}

Result<std::string> read_part(sheets::ByteSource& from, bool& whole) {
  std::string made;
  char bytes[65536];
  while (made.size() <= most_text) {
    DOORSTEP_LET(got, from.read(bytes, sizeof bytes));
    if (got == 0) return made;
    made.append(bytes, got);
  }
  whole = false;
  return made;
}

Result<FileTexts> texts_of_text(const Stored& file) {
  DOORSTEP_LET(bytes, sheets::Input::file(file.path).open());
  DOORSTEP_LET(source, sheets::TextSource::open(std::move(bytes), file.info.name));
  FileTexts made;
  DOORSTEP_LET(text, read_part(*source, made.whole));
  made.pages.push_back(std::move(text));
  return made;
}

// The letters between the tags of a document; where a paragraph, line or cell ends, a line does.
std::string letters_of(std::string_view xml) {
  static const std::map<std::string_view, std::string_view> entities{
      {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}};
  std::string made;
  for (size_t at = 0; at < xml.size();) {
    if (xml[at] == '<') {
      const auto end = xml.find('>', at);
      if (end == xml.npos) break;
      const auto tag = xml.substr(at + 1, end - at - 1);
      for (const auto* closing : {"/w:p", "/a:p", "/text:p", "/text:h", "/si", "/t", "/dc:creator", "/dc:title"})
        if (tag == closing) made += '\n';
      at = end + 1;
      continue;
    }
    if (xml[at] == '&') {
      const auto end = xml.find(';', at);
      const auto known = end == xml.npos ? entities.end() : entities.find(xml.substr(at + 1, end - at - 1));
      if (known != entities.end()) {
        made += known->second;
        at = end + 1;
        continue;
      }
    }
    made += xml[at++];
  }
  return made;
}

Result<FileTexts> texts_of_office(const Stored& file) {
  DOORSTEP_LET(archive, sheets::ZipArchive::open(sheets::Input::file(file.path)));
  FileTexts made;
  std::map<int, std::string> slides;
  std::string text;
  for (const auto& entry : archive.entries()) {
    const bool about =
        entry.name == "docProps/core.xml" || entry.name == "docProps/app.xml" || entry.name == "meta.xml";
    const bool slide = entry.folder == "ppt/slides" || entry.folder == "ppt/notesSlides";
    const bool holds = entry.folder == "word" || entry.folder == "xl/worksheets" ||
                       entry.name == "xl/sharedStrings.xml" || entry.name == "content.xml" ||
                       entry.name == "styles.xml" || slide;
    if (!entry.file.ends_with(".xml") || !(about || holds)) continue;
    DOORSTEP_LET(source, archive.read(entry));
    DOORSTEP_LET(bytes, read_part(*source, made.whole));
    auto letters = letters_of(bytes);
    if (about) {
      made.about += letters + "\n";
    } else if (slide) {  // "slide12.xml", "notesSlide12.xml"
      const auto digits = entry.file.find_first_of("0123456789");
      slides[digits == entry.file.npos ? 0 : std::atoi(entry.file.c_str() + digits)] += letters + "\n";
    } else {
      text += letters + "\n";
    }
    if (text.size() > most_text) {
      made.whole = false;
      break;
    }
  }
  made.paged = !slides.empty();
  for (auto& [number, letters] : slides) made.pages.push_back(std::move(letters));
  if (slides.empty()) made.pages.push_back(std::move(text));
  return made;
}

}  // namespace

Result<FileTexts> texts_of(const Stored& file) {
  if (!std::filesystem::exists(file.path))
    return no_text(say("文件的内容不在服务器上", "the content of the file is not on the server"));
  if (file.info.kind == "pdf") return texts_of_pdf(file.path);
  if (file.info.kind == "text") return texts_of_text(file);
  if (file.type.starts_with("application/vnd.o")) return texts_of_office(file);
  return no_text(say("图片、音像和旧版办公文档不能自动查找，请打开查看",
                     "pictures, films, recordings and older office documents are not searched: open them"));
}

}  // namespace doorstep::files
