// OneRoster's manifest and files, as far as reading and writing share them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/registry/intake.h>
#include <doorstep/sheets/table.h>

namespace doorstep::imports {

struct RosterManifest {
  std::string version;                       // "1.1" or "1.2"
  std::string folder;                        // of the zip in which the files are; "" is right
  std::string system_name, system_code;      // where the data came from
  std::map<std::string, std::string> files;  // name -> absent, bulk, delta
  std::vector<registry::ImportFault> warnings;

  std::string mode(std::string_view file) const;
};

// True for a zip that has a manifest.csv, at its root or in one folder.
bool looks_like_oneroster(const sheets::ZipArchive& zip);

Result<RosterManifest> read_manifest(const sheets::ZipArchive& zip, const sheets::Input& input);

Result<std::unique_ptr<sheets::TableReader>> open_roster_file(const sheets::Input& input, const std::string& name);

// Names every required column that is missing and every heading that stands twice, once each. False when the file
// cannot be read for it.
bool check_header(const sheets::TableReader& table, std::string_view name, const RosterManifest& manifest,
                  registry::Intake& intake);

// All columns of a file in the order of the specification.
const std::vector<std::string>& roster_columns(std::string_view name, std::string_view version);

// Whether `word` may stand for `what` ("org", "session", "class", "role", "enrollment"); "ext:..." always may.
bool in_vocabulary(std::string_view what, std::string_view version, std::string_view word);
std::string words_of(std::string_view what, std::string_view version);  // by commas, for messages

// OneRoster wants a course and a term of every class. A class that has none is exported under these, which our own
// reader takes for none again.
std::string general_course(std::string_view instance, const OrgId& school);
std::string general_term(std::string_view instance, SchoolYear year);

// Every file that a manifest of the version names.
const std::vector<std::string>& roster_files(std::string_view version);

}  // namespace doorstep::imports
