// Texts: what can be read in a file by a program, page by page: plain text, PDF (by pdftotext and pdfinfo of
// poppler-utils, where the machine has them) and the documents of today's office programs. For hints to people, never
// as a proof that something is not there: pictures of letters are not read.
//
// Contents come from strangers: PDFs are read in a process of its own, with bounds on time, memory and output.
#pragma once

#include <string>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/files/files.h>

namespace doorstep::files {

struct FileTexts {
  std::vector<std::string> pages;  // or slides; one for all where a document has no pages. Empty: a page of pictures
  bool paged = false;              // the places in `pages` are numbers that a reader of the file sees
  std::string about;               // author, title and the like, as the file's properties say them
  bool whole = true;               // false: it goes on after the most that is read
};

// invalid (no-text): a kind of which no text is read, or a damaged or locked file.
// conflict (no-reader): pdftotext is not on the machine.
Result<FileTexts> texts_of(const Stored& file);

}  // namespace doorstep::files
