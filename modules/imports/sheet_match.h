// Which sheet of ours a table is, and what is odd about it before its first row is read.
#pragma once

#include <vector>

#include <doorstep/registry/columns.h>
#include <doorstep/registry/intake.h>
#include <doorstep/sheets/table.h>

#include "reading.h"

namespace doorstep::imports {

struct SheetMatch {
  const registry::Sheet* sheet = nullptr;
  std::vector<const registry::Column*> missing;  // required ones that the header lacks
};

// A table is a sheet of ours when it has all required columns: the sheet whose name it carries, else the one most of
// whose columns it has. It is meant to be one when it carries the name of a sheet and lacks a required column, or when
// all its headings are a sheet's and one required is lacking.
SheetMatch match_sheet(const sheets::TableReader& table);

// The sheet that a header is nearest to, for a hint; null when it shares fewer than three columns.
SheetMatch nearest_sheet(const std::vector<std::string>& header);

// Tells required columns that are missing, headings that stand twice or mean nothing here. False when the rows cannot
// be read.
bool check_sheet(const sheets::TableReader& table, const SheetMatch& match, const std::vector<FigureColumn>& figures,
                 registry::Intake& intake);

// Merged cells below the header: all but the first of them are empty in the file. Known after the last row.
void tell_merged(const sheets::TableReader& table, registry::Intake& intake);

}  // namespace doorstep::imports
