// The columns of the sheet by which a district gives posts: written as a template, read again by the same rows.
#pragma once

#include <array>

#include <doorstep/sheets/write.h>
#include <doorstep/staffing/staffing.h>

namespace doorstep::staffing {

struct AllotmentColumn {
  const char* code;
  Words heading;
  bool required;
  double width;
  sheets::ColumnKind kind;
  Words comment;
  std::string SheetRow::*member;
};

const std::array<AllotmentColumn, 6>& allotment_columns();

}  // namespace doorstep::staffing
