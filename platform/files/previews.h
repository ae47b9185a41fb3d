// Previews: PDFs of documents of office programs, made by LibreOffice one at a time, each in a process that has no
// network, a folder of its own, and so much time and memory. What was made is kept with the document and goes with it.
//
// Thread safe, and safe among several servers: making one twice does no harm.
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include <doorstep/files/files.h>

namespace doorstep::files {

// Makes a PDF at `to` of the document at `from`, whose name ends with `ending`, unless `over` comes first. Says why it
// cannot; busy: another time.
using MakePdf = std::function<Result<void>(const std::string& from, const std::string& ending, const std::string& to,
                                           const std::atomic<bool>& over)>;

// By LibreOffice. busy where it is not installed, another server may have it; conflict "preview-missing" where a
// process cannot be kept from the network; invalid "preview-failed" for a document that it cannot read in time
Result<void> make_pdf(const std::string& from, const std::string& ending, const std::string& to,
                      const std::atomic<bool>& over);
bool office_installed();
bool has_preview(const FileInfo& file);  // it is a document of an office program

class Previews {
 public:
  // `folder` is that of the files; empty: there are none.
  Previews(db::Database& database, std::string folder, MakePdf make = &make_pdf);

  int round() const;             // makes what waits; how many
  void stop() { over_ = true; }  // ends what is being made; from any thread

 private:
  db::Database& database_;
  std::string folder_;
  MakePdf make_;
  std::atomic<bool> over_{false};
};

}  // namespace doorstep::files
