#include "kinds.h"

#include <magic.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <mutex>
#include <set>

#include <doorstep/files/files.h>
#include <doorstep/sheets/bytes.h>
#include <doorstep/sheets/encoding.h>
#include <doorstep/sheets/zip.h>

#include "names.h"
#include "pdf.h"

namespace doorstep::files {
namespace {

constexpr size_t looked_at = 1 << 20;  // bytes of a text whose letters are tried

std::vector<Kind> make_kinds() {
  const auto office = [](std::string_view code, std::string_view group, Words name, std::string_view type) {
    return Kind{code, group, std::move(name), type, false, {code}};
  };
  return {
      {"pdf", "pdf", say("PDF 文档", "a PDF document"), "application/pdf", true, {"pdf"}},
      office("docx", "word", say("Word 文档", "a Word document"),
             "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
      office("xlsx", "sheet", say("Excel 工作簿", "an Excel workbook"),
             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
      office("pptx", "slides", say("演示文稿", "a presentation"),
             "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
      office("odt", "word", say("文档（ODF）", "a document (ODF)"), "application/vnd.oasis.opendocument.text"),
      office("ods", "sheet", say("工作簿（ODF）", "a workbook (ODF)"),
             "application/vnd.oasis.opendocument.spreadsheet"),
      office("odp", "slides", say("演示文稿（ODF）", "a presentation (ODF)"),
             "application/vnd.oasis.opendocument.presentation"),
      // Word, Excel and PowerPoint 97 and WPS share a container that does not say which of them it is.
      {"office97",
       "office",
       say("旧版办公文档", "a document of older office programs"),
       "application/x-ole-storage",
       false,
       {"doc", "xls", "ppt", "wps", "et", "dps"}},
      {"png", "image", say("PNG 图片", "a PNG picture"), "image/png", true, {"png"}},
      {"jpeg", "image", say("JPEG 图片", "a JPEG picture"), "image/jpeg", true, {"jpg", "jpeg"}},
      {"webp", "image", say("WebP 图片", "a WebP picture"), "image/webp", true, {"webp"}},
      {"heic", "image", say("HEIC 图片", "a HEIC picture"), "image/heic", false, {"heic", "heif"}},
      {"text", "text", say("纯文本", "plain text"), "text/plain; charset=utf-8", true, {"txt", "csv", "md"}},
      {"text_gb", "text", say("纯文本", "plain text"), "text/plain; charset=gb18030", true, {"txt", "csv", "md"}},
      {"text_16", "text", say("纯文本", "plain text"), "text/plain; charset=utf-16", true, {"txt", "csv", "md"}},
      {"mp4", "video", say("MP4 视频", "an MP4 film"), "video/mp4", true, {"mp4", "m4v", "m4a"}},
      {"webm", "video", say("WebM 视频", "a WebM film"), "video/webm", true, {"webm"}},
      {"mov", "video", say("QuickTime 视频", "a QuickTime film"), "video/quicktime", false, {"mov"}},
      {"wav", "audio", say("WAV 音频", "a WAV recording"), "audio/wav", true, {"wav"}},
      {"m4a", "audio", say("M4A 音频", "an M4A recording"), "audio/mp4", true, {"m4a"}},
      {"mp3", "audio", say("MP3 音频", "an MP3 recording"), "audio/mpeg", true, {"mp3"}},
  };
}

tl::unexpected<Error> unsafe() {
  return refuse(Fault::invalid, "file-unsafe",
                say("网页、SVG、脚本、程序和带宏的文档不能上传，因为打开时会执行其中的代码；请另存为 PDF 或图片",
                    "web pages, SVG, scripts, programs and documents with macros are not taken, as opening them runs "
                    "what is inside; save as PDF or as a picture"));
}
tl::unexpected<Error> unsafe_pdf() {
  return refuse(
      Fault::invalid, "file-unsafe",
      say("这份 PDF 带有脚本（JavaScript）或启动其他程序的动作，打开时可能被执行，因此没有接收；请打开它，选择“打印”"
          "“另存为 PDF”，再上传打印出来的文件",
          "this PDF carries scripts (JavaScript) or starts other programs, which may run when somebody opens "
          "it; it was not taken. Open it, print it to a PDF and upload what was printed"));
}
tl::unexpected<Error> archive() {
  return refuse(Fault::invalid, "file-archive",
                say("压缩包不能上传，请解压后逐个上传其中的文件",
                    "archives are not taken: unpack it and upload the files one by one"));
}
tl::unexpected<Error> not_taken(std::string_view type) {
  std::string list;
  for (const auto& ending : endings()) list += (list.empty() ? "" : ", ") + ending;
  if (type == "application/octet-stream")  // libmagic's word for: no idea
    return refuse(
        Fault::invalid, "file-kind",
        say("看不出这是哪种文件，可能不完整或已损坏：请先打开检查，再重新保存、上传。可上传：{}",
            "by its content it is no kind of file that is known, and may be cut off or damaged: open it, save it "
            "again and upload that; taken are: {}",
            list));
  return refuse(Fault::invalid, "file-kind",
                say("内容是 {0}，不在可上传之列；可上传：{1}",
                    "by its content it is {0}, which is not taken; taken are: {1}", type, list));
}

// The type that libmagic gives to the content. One handle, as it is slow to make and used by one thread at a time.
std::string magic_type(const std::string& path) {
  static std::mutex one;
  static const std::unique_ptr<magic_set, decltype(&magic_close)> magic = [] {
    std::unique_ptr<magic_set, decltype(&magic_close)> made{magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS),
                                                            &magic_close};
    size_t most = 256 << 10;  // bytes that it looks at; its own 1 MB becomes 12 MB of letters on the way
    if (!made || magic_load(made.get(), nullptr) != 0 || magic_setparam(made.get(), MAGIC_PARAM_BYTES_MAX, &most) != 0)
      throw std::runtime_error("libmagic finds no data of its own");
    return made;
  }();
  const std::lock_guard lock{one};
  const char* said = magic_file(magic.get(), path.c_str());
  return said ? said : "application/octet-stream";
}

// Whether one of its parts declares entities, which no office program writes and what reads the document later might
// follow. Declarations stand before the content: the beginning is enough, also where every letter takes two bytes.
Result<bool> declares_entities(sheets::ZipArchive& archive) {
  constexpr size_t beginning = 64 << 10;
  std::string text(beginning, '\0');
  for (const auto& entry : archive.entries()) {
    if (!entry.name.ends_with(".xml") && !entry.name.ends_with(".rels")) continue;
    DOORSTEP_LET(source, archive.read(entry));
    DOORSTEP_LET(size, sheets::read_fully(*source, text.data(), beginning));
    std::string letters{std::string_view{text}.substr(0, size)};
    std::erase(letters, '\0');
    if (letters.find("<!ENTITY") != std::string::npos) return true;
  }
  return false;
}

// A zip is taken as a document of an office program only, and without programs of its own inside.
Result<const Kind*> kind_of_zip(const std::string& path, const std::string& name) {
  auto input = sheets::Input::file(path);
  input.name = name;
  auto opened = sheets::ZipArchive::open(input);
  if (!opened) return refuse(Fault::invalid, "file-damaged", opened.error().what);
  const auto begins = [&](std::string_view folder) {
    return std::ranges::any_of(opened->entries(), [&](const auto& one) { return one.name.starts_with(folder); });
  };
  const auto entities = declares_entities(*opened);
  if (!entities) return refuse(Fault::invalid, "file-damaged", entities.error().what);
  if (*entities)
    return refuse(Fault::invalid, "file-entities",
                  say("文件“{}”的内容里声明了实体，办公软件不会这样保存，已拒绝。请用办公软件打开后另存一份再上传",
                      "“{}” declares entities, as no office program does; it was refused. Open it in one, save it "
                      "anew and upload that",
                      name));
  const bool macros = std::ranges::any_of(opened->entries(), [](const auto& one) {
    return one.file == "vbaProject.bin" || one.name.starts_with("Basic/") || one.name.starts_with("Scripts/");
  });
  if (opened->find("[Content_Types].xml")) {
    if (macros) return unsafe();
    for (const auto& [folder, code] : {std::pair{"word/", "docx"}, std::pair{"xl/", "xlsx"}, std::pair{"ppt/", "pptx"}})
      if (begins(folder)) return kind_coded(code);
  }
  if (const auto* entry = opened->find("mimetype")) {
    DOORSTEP_LET(source, opened->read(*entry));
    char bytes[128];
    DOORSTEP_LET(size, source->read(bytes, sizeof bytes));
    const std::string_view type{bytes, size};
    for (const auto& kind : kinds())
      if (kind.code.starts_with("od") && kind.type == type) return macros ? Result<const Kind*>{unsafe()} : &kind;
  }
  return archive();
}

std::string beginning_of(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  std::string text(looked_at, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(in.gcount()));
  return text;
}

// libmagic does not judge files of one or two letters.
bool short_text(const std::string& path) {
  const auto text = beginning_of(path);
  return text.size() < 64 && sheets::is_utf8(text) &&
         std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 && c != '\t' && c != '\n' && c != '\r'; });
}

Result<const Kind*> kind_of_text(const std::string& path) {
  auto text = beginning_of(path);
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) return kind_coded("text_16");
  if (text.find('\0') != text.npos) return not_taken("application/octet-stream");
  // The last letter may be cut in the middle where only the beginning was looked at.
  for (int cut = 0; cut < 4; ++cut) {
    if (sheets::is_utf8(text)) return kind_coded("text");
    if (text.size() < looked_at - 4) break;
    text.pop_back();
  }
  return kind_coded("text_gb");
}

// Texts that a browser or a shell would run.
bool runs(std::string_view type) {
  static const std::set<std::string_view> known{"text/html",
                                                "image/svg+xml",
                                                "application/xhtml+xml",
                                                "text/xml",
                                                "application/xml",
                                                "text/javascript",
                                                "application/javascript",
                                                "text/x-shellscript",
                                                "text/x-python",
                                                "text/x-script.python",
                                                "text/x-perl",
                                                "text/x-php",
                                                "text/x-ruby",
                                                "text/x-msdos-batch",
                                                "text/x-lua",
                                                "text/x-tcl",
                                                "text/x-awk",
                                                "application/x-dosexec",
                                                "application/x-executable",
                                                "application/x-pie-executable",
                                                "application/x-sharedlib",
                                                "application/x-mach-binary",
                                                "application/java-archive",
                                                "application/x-java-applet",
                                                "application/vnd.microsoft.portable-executable",
                                                "application/x-ms-shortcut"};
  return known.contains(type);
}

bool packed(std::string_view type) {
  static const std::set<std::string_view> known{
      "application/gzip",           "application/x-gzip", "application/x-7z-compressed",
      "application/x-rar",          "application/x-tar",  "application/x-bzip2",
      "application/x-xz",           "application/zstd",   "application/x-archive",
      "application/x-iso9660-image"};
  return known.contains(type);
}

}  // namespace

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all = make_kinds();
  return all;
}

const Kind* kind_coded(std::string_view code) {
  const auto found = std::ranges::find(kinds(), code, &Kind::code);
  return found == kinds().end() ? nullptr : &*found;
}

std::vector<std::string> endings() {
  std::vector<std::string> all;
  for (const auto& kind : kinds())
    for (const auto ending : kind.endings)
      if (!std::ranges::count(all, ending)) all.emplace_back(ending);
  return all;
}

Result<const Kind*> kind_of(const std::string& path, const std::string& name) {
  const auto type = magic_type(path);
  static const std::set<std::string_view> zips{
      "application/zip",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      "application/vnd.oasis.opendocument.text",
      "application/vnd.oasis.opendocument.spreadsheet",
      "application/vnd.oasis.opendocument.presentation"};
  static const std::set<std::string_view> ole{"application/x-ole-storage",
                                              "application/CDFV2",
                                              "application/msword",
                                              "application/vnd.ms-excel",
                                              "application/vnd.ms-powerpoint",
                                              "application/vnd.ms-office",
                                              "application/wps-office.doc"};
  static const std::pair<std::string_view, std::string_view> plain[] = {
      {"image/png", "png"},   {"image/jpeg", "jpeg"}, {"image/webp", "webp"}, {"image/heic", "heic"},
      {"image/heif", "heic"}, {"video/mp4", "mp4"},   {"video/x-m4v", "mp4"}, {"audio/x-m4a", "m4a"},
      {"audio/mp4", "m4a"},   {"audio/mpeg", "mp3"},  {"video/webm", "webm"}, {"video/quicktime", "mov"},
      {"audio/x-wav", "wav"}};
  if (zips.contains(type)) return kind_of_zip(path, name);
  if (ole.contains(type)) return kind_coded("office97");
  if (type == "application/pdf") return pdf_acts(path) ? Result<const Kind*>{unsafe_pdf()} : kind_coded("pdf");
  for (const auto& [said, code] : plain)
    if (said == type) return kind_coded(code);
  if (runs(type)) return unsafe();
  if (packed(type)) return archive();
  if (type.starts_with("text/") || type == "application/csv" || type == "application/json" || short_text(path))
    return kind_of_text(path);
  return not_taken(type);
}

Result<void> agrees(const Kind& kind, std::string_view name) {
  const auto ending = ending_of(name);
  if (std::ranges::count(kind.endings, ending)) return {};
  std::string list;
  for (const auto one : kind.endings) list += (list.empty() ? "." : ", .") + std::string{one};
  return refuse(Fault::invalid, "file-disagrees",
                say("名称以 .{0} 结尾，内容却是{1}；请检查文件，名称应以 {2} 结尾",
                    "the name ends with .{0}, but it is {3}; look at the file: such names end with {2}", ending,
                    kind.name.zh, list, kind.name.en));
}

}  // namespace doorstep::files
