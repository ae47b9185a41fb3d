// Whether a PDF would do something when it is opened.
#pragma once

#include <string>

namespace doorstep::files {

// Whether it carries scripts (JavaScript) or actions that start a program (Launch: ISO 32000, 12.6). An action on
// opening (OpenAction) that only shows a page is none: office programs write one into every PDF.
//
// Names are looked for in the bytes as they are, #xx read; and, by qpdf where the machine has it, in the objects of the
// document, also the compressed and those locked for changes only. Not seen is what stands in compressed objects where
// qpdf is missing, gives up (a damaged document, more than some seconds of work) or would need a password to read.
bool pdf_acts(const std::string& path);

}  // namespace doorstep::files
