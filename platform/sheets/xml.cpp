#include "xml.h"

#include <expat.h>

#include <new>
#include <optional>

namespace doorstep::sheets {

namespace {

constexpr int chunk = 1 << 16;
constexpr int64_t longest_token = 1 << 20;  // a tag or a run of text that never ends would fill the memory
constexpr int deepest = 256;

std::string_view without_prefix(const char* name) {
  const std::string_view whole{name};
  const auto colon = whole.rfind(':');
  return colon == whole.npos ? whole : whole.substr(colon + 1);
}

}  // namespace

std::string_view Attributes::get(std::string_view name) const {
  for (const char** pair = list_; *pair; pair += 2)
    if (without_prefix(pair[0]) == name) return pair[1];
  return "";
}

struct Xml::Inside {
  Xml& self;
  std::unique_ptr<ByteSource> source;
  XmlHandler& handler;
  std::string file, name;
  XML_Parser parser = XML_ParserCreate(nullptr);
  int depth = 0;
  int64_t fed = 0;
  bool suspended = false, ended = false;
  std::optional<Error> error{};

  ~Inside() { XML_ParserFree(parser); }

  tl::unexpected<Error> broken() const {
    return refuse(Fault::invalid, "xlsx-broken",
                  say("“{}”已损坏（{} 第 {} 行）。请用办公软件打开后另存为 .xlsx",
                      "\"{}\" is damaged ({} line {}). Open it in a spreadsheet program and save it as .xlsx", file,
                      name, XML_GetCurrentLineNumber(parser)));
  }

  static Inside& of(void* data) { return *static_cast<Inside*>(data); }

  static void XMLCALL on_begin(void* data, const char* name, const char** attributes) {
    auto& inside = of(data);
    if (inside.error) return;
    if (++inside.depth > deepest) return inside.self.fail(inside.broken().value());
    inside.handler.begin(inside.self, without_prefix(name), Attributes{attributes});
  }

  static void XMLCALL on_end(void* data, const char* name) {
    auto& inside = of(data);
    if (inside.error) return;
    --inside.depth;
    inside.handler.end(inside.self, without_prefix(name));
  }

  static void XMLCALL on_text(void* data, const char* text, int length) {
    auto& inside = of(data);
    if (!inside.error) inside.handler.text(inside.self, {text, static_cast<size_t>(length)});
  }

  static void XMLCALL on_doctype(void* data, const char*, const char*, const char*, int) {
    auto& inside = of(data);
    inside.self.fail(
        {Fault::invalid,
         "xlsx-doctype",
         say("“{}”的 {} 含有 DOCTYPE，看起来是恶意文件，已拒绝。请用办公软件另存为 .xlsx",
             "\"{}\" has a DOCTYPE in {}, as only hostile files do; it was refused. Save it as .xlsx again",
             inside.file, inside.name),
         {}});
  }
};

Xml::Xml(std::unique_ptr<ByteSource> bytes, XmlHandler& handler, std::string file, std::string name)
    : inside_{new Inside{*this, std::move(bytes), handler, std::move(file), std::move(name)}} {
  XML_Parser parser = inside_->parser;
  if (!parser) throw std::bad_alloc();
  XML_SetUserData(parser, inside_.get());
  XML_SetElementHandler(parser, &Inside::on_begin, &Inside::on_end);
  XML_SetCharacterDataHandler(parser, &Inside::on_text);
  XML_SetStartDoctypeDeclHandler(parser, &Inside::on_doctype);
}

Xml::~Xml() = default;

Result<bool> Xml::pull() {
  auto& inside = *inside_;
  for (;;) {
    XML_Status status = XML_STATUS_OK;
    if (inside.suspended) {
      status = XML_ResumeParser(inside.parser);
    } else if (inside.ended) {
      return false;
    } else {
      void* const buffer = XML_GetBuffer(inside.parser, chunk);
      if (!buffer) throw std::bad_alloc();
      DOORSTEP_LET(got, inside.source->read(static_cast<char*>(buffer), chunk));
      inside.fed += static_cast<int64_t>(got);
      inside.ended = got == 0;
      status = XML_ParseBuffer(inside.parser, static_cast<int>(got), inside.ended);
    }
    inside.suspended = status == XML_STATUS_SUSPENDED;
    if (inside.error) return tl::unexpected<Error>(*inside.error);
    if (status == XML_STATUS_ERROR) return inside.broken();
    if (inside.suspended) return true;
    if (inside.fed - XML_GetCurrentByteIndex(inside.parser) > longest_token) return inside.broken();
  }
}

Result<void> Xml::pull_all() {
  for (;;) {
    DOORSTEP_LET(paused, pull());
    if (!paused) return {};
  }
}

void Xml::pause() { XML_StopParser(inside_->parser, XML_TRUE); }

void Xml::fail(Error error) {
  if (!inside_->error) inside_->error = std::move(error);
  XML_StopParser(inside_->parser, XML_FALSE);
}

int64_t Xml::read() const { return inside_->fed; }

}  // namespace doorstep::sheets
