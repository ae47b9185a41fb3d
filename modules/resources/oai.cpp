#include "oai.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include <doorstep/base/date.h>
#include <doorstep/base/id.h>

namespace doorstep::resources::oai {
namespace {

constexpr std::array<std::pair<std::string_view, Verb>, 6> verbs{{{"Identify", Verb::identify},
                                                                  {"ListMetadataFormats", Verb::formats},
                                                                  {"ListSets", Verb::sets},
                                                                  {"GetRecord", Verb::get},
                                                                  {"ListIdentifiers", Verb::identifiers},
                                                                  {"ListRecords", Verb::records}}};
constexpr std::string_view urn = "urn:uuid:";
constexpr char divider = '!';

using Read = tl::expected<Ask, Fault>;
Read bad(std::string what) { return tl::unexpected(Fault{"badArgument", std::move(what)}); }
Read bad_token() {
  return tl::unexpected(Fault{"badResumptionToken", "the resumptionToken is not one that was given here"});
}

bool known_format(std::string_view prefix) { return prefix == "oai_dc" || prefix == "lrmi"; }

// "2026-11-29" or "2026-11-29T17:04:05Z".
bool good_moment(std::string_view text) {
  if (!Date::parse(text.substr(0, 10))) return false;
  if (text.size() == 10) return true;
  if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') return false;
  const auto number = [&](size_t at, int most) {
    int value = -1;
    const auto [end, fault] = std::from_chars(text.data() + at, text.data() + at + 2, value);
    return fault == std::errc{} && end == text.data() + at + 2 && 0 <= value && value <= most;
  };
  return number(11, 23) && number(14, 59) && number(17, 59);
}
std::string first_of(const std::string& moment) {
  return moment.size() == 10 ? moment + "T00:00:00" : moment.substr(0, 19);
}
std::string last_of(const std::string& moment) {
  return (moment.size() == 10 ? moment + "T23:59:59" : moment.substr(0, 19)) + ".999Z";
}

bool good_set(std::string_view set) {
  constexpr std::string_view marks = "-_.!~*'():";
  return !set.empty() && set.front() != ':' && set.back() != ':' && set.find("::") == set.npos &&
         std::ranges::all_of(set, [&](char one) {
           return ('a' <= one && one <= 'z') || ('A' <= one && one <= 'Z') || ('0' <= one && one <= '9') ||
                  marks.find(one) != marks.npos;
         });
}

struct Allowed {
  std::vector<std::string_view> all, needed;
};
const Allowed& allowed(Verb verb) {
  static const std::map<Verb, Allowed> rules{
      {Verb::identify, {}},
      {Verb::formats, {{"identifier"}, {}}},
      {Verb::sets, {{"resumptionToken"}, {}}},
      {Verb::get, {{"identifier", "metadataPrefix"}, {"identifier", "metadataPrefix"}}},
      {Verb::identifiers, {{"metadataPrefix", "from", "until", "set", "resumptionToken"}, {"metadataPrefix"}}},
      {Verb::records, {{"metadataPrefix", "from", "until", "set", "resumptionToken"}, {"metadataPrefix"}}}};
  return rules.at(verb);
}

Read resumed(Ask ask, std::string_view token) {
  if (ask.verb == Verb::sets) return bad_token();  // all sets come at once
  std::vector<std::string> parts;
  for (size_t at = 0; at <= token.size();) {
    const auto end = std::min(token.find(divider, at), token.size());
    parts.emplace_back(token.substr(at, end - at));
    at = end + 1;
  }
  if (parts.size() != 7 || !known_format(parts[0]) || !is_uuid(parts[5])) return bad_token();
  const auto& number = parts[6];
  const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), ask.cursor);
  if (fault != std::errc{} || end != number.data() + number.size() || ask.cursor < 1) return bad_token();
  const auto moment = [](const std::string& text) { return text.empty() || Date::parse(text.substr(0, 10)); };
  if (!moment(parts[1]) || !moment(parts[2]) || !Date::parse(parts[4].substr(0, 10))) return bad_token();
  if (!parts[3].empty() && !good_set(parts[3])) return bad_token();
  ask.prefix = parts[0];
  ask.from = parts[1];
  ask.until = parts[2];
  ask.set = parts[3];
  ask.after_stamp = parts[4];
  ask.after_id = parts[5];
  return ask;
}

std::string element(std::string_view name, std::string_view text) {
  if (text.empty()) return {};
  std::string made = "<";
  return made.append(name).append(">").append(escaped(text)).append("</").append(name).append(">");
}
std::string pointing(std::string_view name, std::string_view to) {
  if (to.empty()) return {};
  std::string made = "<";
  return made.append(name).append(" rdf:resource=\"").append(escaped(to)).append("\"/>");
}
std::string page_of(const Page& page, const std::string& id) { return page.site + "/resources/" + id; }

std::string dublin_core(const Page& page, const Record& one) {
  std::string made =
      R"(<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">)";
  made += element("dc:title", one.title);
  for (const auto& creator : one.creators) made += element("dc:creator", creator);
  made += element("dc:subject", one.subject) + element("dc:subject", one.node);
  for (const auto& tag : one.tags) made += element("dc:subject", tag);
  made += element("dc:description", one.words) + element("dc:publisher", one.publisher) +
          element("dc:date", one.published_on) + element("dc:type", one.kind) +
          element("dc:identifier", page_of(page, one.id));
  if (!one.origin_id.empty()) made += element("dc:source", page_of(page, one.origin_id));
  made += element("dc:rights", one.licence) + element("dc:rights", one.licence_url);
  return made + "</oai_dc:dc>";
}

std::string alignment(std::string_view type, std::string_view framework, std::string_view target) {
  if (target.empty()) return {};
  return "<lrmi:educationalAlignment><lrmi:AlignmentObject>" + element("lrmi:alignmentType", type) +
         element("lrmi:educationalFramework", framework) + element("lrmi:targetName", target) +
         "</lrmi:AlignmentObject></lrmi:educationalAlignment>";
}

// LRMI as the DCMI keeps it, in RDF/XML.
std::string lrmi(const Page& page, const Record& one) {
  std::string made =
      R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:lrmi="http://purl.org/dcx/lrmi-terms/"><lrmi:LearningResource rdf:about=")";
  made += std::string{urn} + one.id + "\">" + element("dcterms:title", one.title);
  for (const auto& creator : one.creators) made += element("dcterms:creator", creator);
  made += element("dcterms:description", one.words) + element("dcterms:publisher", one.publisher);
  if (!one.published_on.empty())
    made += R"(<dcterms:issued rdf:datatype="http://www.w3.org/2001/XMLSchema#date">)" + one.published_on +
            "</dcterms:issued>";
  for (const auto& tag : one.tags) made += element("dcterms:subject", tag);
  made += element("dcterms:identifier", page_of(page, one.id)) + pointing("dcterms:license", one.licence_url) +
          element("lrmi:learningResourceType", one.kind_lrmi);
  for (const auto& grade : one.grades) made += element("lrmi:educationalLevel", grade);
  const auto slash = std::min(one.node.find('/'), one.node.size());
  made += alignment("educationalSubject", "", one.subject) +
          alignment("teaches", slash < one.node.size() ? one.node.substr(0, slash) : "", one.node);
  if (!one.origin_id.empty()) made += pointing("lrmi:isBasedOnUrl", page_of(page, one.origin_id));
  return made + "</lrmi:LearningResource></rdf:RDF>";
}

std::string envelope(const Page& page, std::string_view attributes, std::string_view inside) {
  std::string made =
      R"(<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">)";
  made += element("responseDate", page.now) + "<request" + std::string{attributes} + ">" + escaped(page.base) +
          "</request>";
  return made.append(inside).append("</OAI-PMH>");
}

std::string attributes_of(const Arguments& arguments) {
  std::string made;
  for (const auto& [name, value] : arguments) made += " " + escaped(name) + "=\"" + escaped(value) + "\"";
  return made;
}

}  // namespace

std::string_view name_of(Verb verb) {
  return std::ranges::find(verbs, verb, &std::pair<std::string_view, Verb>::second)->first;
}

std::string seconds_of(std::string_view stamp) { return std::string{stamp.substr(0, 19)} + "Z"; }

std::string escaped(std::string_view text) {
  std::string made;
  made.reserve(text.size());
  for (const char one : text) {
    if (one == '&')
      made += "&amp;";
    else if (one == '<')
      made += "&lt;";
    else if (one == '>')
      made += "&gt;";
    else if (one == '"')
      made += "&quot;";
    else if (static_cast<unsigned char>(one) >= 0x20 || one == '\n' || one == '\t')  // XML has no other controls
      made += one;
  }
  return made;
}

Arguments arguments_of(std::string_view form) {
  Arguments made;
  const auto decoded = [](std::string_view text, std::string& to) {
    for (size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '+') {
        to += ' ';
      } else if (text[at] == '%') {
        int value = 0;
        if (at + 2 >= text.size()) return false;
        const auto [end, fault] = std::from_chars(text.data() + at + 1, text.data() + at + 3, value, 16);
        if (fault != std::errc{} || end != text.data() + at + 3) return false;
        to += static_cast<char>(value);
        at += 2;
      } else {
        to += text[at];
      }
    }
    return true;
  };
  for (size_t at = 0; at < form.size();) {
    const auto end = std::min(form.find('&', at), form.size());
    const auto part = form.substr(at, end - at);
    const auto equals = std::min(part.find('='), part.size());
    auto& [name, value] = made.emplace_back();
    if (!decoded(part.substr(0, equals), name) || !decoded(part.substr(std::min(equals + 1, part.size())), value))
      return {};
    at = end + 1;
  }
  return made;
}

Read read(const Arguments& arguments) {
  std::map<std::string, std::string> by;
  for (const auto& [name, value] : arguments)
    if (!by.emplace(name, value).second && name != "verb") return bad("the argument " + name + " comes twice");
  const auto given = by.find("verb");
  const auto known =
      given == by.end() ? verbs.end() : std::ranges::find(verbs, given->second, &decltype(verbs)::value_type::first);
  if (known == verbs.end() || std::ranges::count(arguments, std::string{"verb"}, &Arguments::value_type::first) > 1)
    return tl::unexpected(Fault{"badVerb", "the verb is missing, comes twice, or is none of the protocol"});
  Ask ask;
  ask.verb = known->second;
  by.erase(given);
  const auto& rules = allowed(ask.verb);
  for (const auto& [name, value] : by)
    if (std::ranges::find(rules.all, name) == rules.all.end())
      return bad("the argument " + name + " is not one of " + std::string{known->first});
  if (const auto token = by.find("resumptionToken"); token != by.end()) {
    if (by.size() > 1) return bad("resumptionToken stands alone");
    return resumed(std::move(ask), token->second);
  }
  for (const auto name : rules.needed)
    if (by[std::string{name}].empty()) return bad("the argument " + std::string{name} + " is missing");
  ask.prefix = by["metadataPrefix"];
  ask.set = by["set"];
  if (by.contains("set") && !ask.set.empty() && !good_set(ask.set)) return bad("set is no setSpec");
  const auto from = by["from"], until = by["until"];
  for (const auto& moment : {from, until})
    if (!moment.empty() && !good_moment(moment)) return bad("from and until are days or moments in UTC");
  if (!from.empty() && !until.empty() && from.size() != until.size())
    return bad("from and until differ in granularity");
  if (!from.empty()) ask.from = first_of(from);
  if (!until.empty()) ask.until = last_of(until);
  if (!from.empty() && !until.empty() && ask.until < ask.from) return bad("from is after until");
  if (!ask.prefix.empty() && !known_format(ask.prefix))
    return tl::unexpected(Fault{"cannotDisseminateFormat", "the formats are oai_dc and lrmi"});
  if (const auto identifier = by["identifier"]; !identifier.empty()) {
    ask.id = identifier.starts_with(urn) ? identifier.substr(urn.size()) : "";
    if (!is_uuid(ask.id)) return tl::unexpected(Fault{"idDoesNotExist", "there is no such record"});
  }
  return ask;
}

std::string token_of(const Ask& ask) {
  std::string made;
  for (const auto* part : {&ask.prefix, &ask.from, &ask.until, &ask.set, &ask.after_stamp, &ask.after_id})
    made += *part + divider;
  return made + std::to_string(ask.cursor);
}

std::string answer(const Page& page, const Arguments& arguments, std::string_view verb, std::string_view inside) {
  std::string within = "<";
  within.append(verb).append(">").append(inside).append("</").append(verb).append(">");
  return envelope(page, attributes_of(arguments), within);
}
std::string refusal(const Page& page, const Arguments& arguments, const Fault& fault) {
  const bool understood = fault.code != "badVerb" && fault.code != "badArgument";
  return envelope(page, understood ? attributes_of(arguments) : "",
                  "<error code=\"" + fault.code + "\">" + escaped(fault.what) + "</error>");
}

std::string header_of(const Record& record) {
  std::string made = record.deleted ? "<header status=\"deleted\">" : "<header>";
  made += element("identifier", std::string{urn} + record.id) + element("datestamp", seconds_of(record.stamp));
  for (const auto& set : record.sets) made += element("setSpec", set);
  return made + "</header>";
}
std::string record_of(const Page& page, const Record& record, std::string_view prefix) {
  std::string made = "<record>" + header_of(record);
  if (!record.deleted)
    made += "<metadata>" + (prefix == "lrmi" ? lrmi(page, record) : dublin_core(page, record)) + "</metadata>";
  return made + "</record>";
}

std::string formats() {
  return "<metadataFormat><metadataPrefix>oai_dc</metadataPrefix>"
         "<schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema>"
         "<metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat>"
         "<metadataFormat><metadataPrefix>lrmi</metadataPrefix>"
         "<schema>http://www.openarchives.org/OAI/2.0/rdf.xsd</schema>"
         "<metadataNamespace>http://www.w3.org/1999/02/22-rdf-syntax-ns#</metadataNamespace></metadataFormat>";
}

std::string identity(const Page& page, std::string_view earliest, std::string_view mail) {
  return element("repositoryName", "Doorstep 资源库") + element("baseURL", page.base) +
         "<protocolVersion>2.0</protocolVersion>" + element("adminEmail", mail) +
         element("earliestDatestamp", earliest) +
         "<deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity>";
}

std::string sets_of(const std::vector<std::pair<std::string, std::string>>& sets) {
  std::string made;
  for (const auto& [code, name] : sets)
    made += "<set>" + element("setSpec", code) + element("setName", name) + "</set>";
  return made;
}

std::string token_element(const Ask& ask, const std::string& next, int64_t total) {
  if (next.empty() && ask.cursor == 0) return {};
  return "<resumptionToken completeListSize=\"" + std::to_string(total) + "\" cursor=\"" + std::to_string(ask.cursor) +
         "\">" + escaped(next) + "</resumptionToken>";
}

}  // namespace doorstep::resources::oai
