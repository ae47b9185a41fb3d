// XML by expat, pulled: reads on until the handler pauses. Document types, and with them entities, are refused.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "bytes.h"

namespace doorstep::sheets {

// The attributes of one element. Names are compared without their prefix, so that x:id and id are the same.
class Attributes {
 public:
  explicit Attributes(const char** list) : list_{list} {}
  std::string_view get(std::string_view name) const;  // "" when absent

 private:
  const char** list_;
};

class Xml;

// Called while reading. Names come without prefix.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void begin(Xml& xml, std::string_view name, const Attributes& attributes) = 0;
  virtual void end(Xml& xml, std::string_view name) = 0;
  virtual void text(Xml& xml, std::string_view text) = 0;
};

class Xml {
 public:
  // `name` is the part that is read, `file` what holds it; for messages.
  Xml(std::unique_ptr<ByteSource> bytes, XmlHandler& handler, std::string file, std::string name);
  ~Xml();
  Xml(const Xml&) = delete;
  Xml& operator=(const Xml&) = delete;

  Result<bool> pull();  // true: the handler paused; false: the end
  Result<void> pull_all();

  void pause();            // for the handler: return from pull() after this event
  void fail(Error error);  // for the handler: stop, and pull() gives this error
  int64_t read() const;    // bytes read so far

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace doorstep::sheets
