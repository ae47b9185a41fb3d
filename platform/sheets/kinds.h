// What a file is, by its bytes and never by its name.
#pragma once

#include "bytes.h"

namespace doorstep::sheets {

enum class FileKind { zip, text };

// Refuses, with the remedy, what offices send and this program does not read: .xls, workbooks with a password, web
// pages and XML named .xls, pdf, empty files. Whether a zip is a workbook shows inside of it.
Result<FileKind> recognise(const Input& input);

}  // namespace doorstep::sheets
