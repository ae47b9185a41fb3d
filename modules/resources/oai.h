// OAI-PMH 2.0, the part that needs no store: what is asked and whether it may be, tokens by which a list goes on, and
// the answers as XML. http://www.openarchives.org/OAI/openarchivesprotocol.html
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace doorstep::resources::oai {

using Arguments = std::vector<std::pair<std::string, std::string>>;  // as they came, verb among them

enum class Verb { identify, formats, sets, get, identifiers, records };

// An error as the protocol names it: badVerb, badArgument, badResumptionToken, cannotDisseminateFormat,
// idDoesNotExist, noRecordsMatch.
struct Fault {
  std::string code, what;
};

struct Ask {
  Verb verb = Verb::identify;
  std::string id;           // of a resource
  std::string prefix;       // of the format: oai_dc or lrmi
  std::string from, until;  // as moments that stamps are compared with; empty: no bound
  std::string set;
  // Where the list goes on.
  std::string after_stamp, after_id;
  int64_t cursor = 0;  // how many came before
};
tl::expected<Ask, Fault> read(const Arguments& arguments);

// The arguments of a body as forms send it; a field that comes twice comes twice. Empty for what is not well encoded.
Arguments arguments_of(std::string_view form);

// By which `ask` goes on; everything it needs is in it, so that no server keeps anything and a harvest may take days.
std::string token_of(const Ask& ask);

struct Record {
  std::string id;
  std::string stamp;  // of the store
  bool deleted = false;
  std::vector<std::string> sets;
  // Empty when it is deleted.
  std::string title, words, publisher, kind, kind_lrmi, subject, licence, licence_url, published_on, node, origin_id;
  std::vector<std::string> creators, tags, grades, levels;
};

struct Page {
  std::string base;  // "https://host/oai"
  std::string site;  // "https://host"
  std::string now;   // the moment of the answer
};
// The whole answer around what a verb gives, or an error; attributes of the request are left out where it was not
// understood.
std::string answer(const Page& page, const Arguments& arguments, std::string_view verb, std::string_view inside);
std::string refusal(const Page& page, const Arguments& arguments, const Fault& fault);

std::string header_of(const Record& record);
std::string record_of(const Page& page, const Record& record, std::string_view prefix);
std::string formats();
std::string identity(const Page& page, std::string_view earliest, std::string_view mail);
// The sets of codes that are in use, those above them first; pairs of code and name.
std::string sets_of(const std::vector<std::pair<std::string, std::string>>& sets);
// What ends a page: nothing where the list is whole, an empty token on the last of several pages.
std::string token_element(const Ask& ask, const std::string& next, int64_t total);

std::string_view name_of(Verb verb);
std::string seconds_of(std::string_view stamp);  // 2026-11-29T17:04:05Z
std::string escaped(std::string_view text);

}  // namespace doorstep::resources::oai
