// Scores come home (AGS 2.0): columns of a context, what a tool gives whom, and what it may read of that again.
#include <algorithm>
#include <cmath>

#include <boost/json.hpp>

#include "members.h"
#include "service.h"

namespace doorstep::tools {
namespace {

constexpr const char* line_type = "application/vnd.ims.lis.v2.lineitem+json";
constexpr const char* lines_type = "application/vnd.ims.lis.v2.lineitemcontainer+json";
constexpr const char* results_type = "application/vnd.ims.lis.v2.resultcontainer+json";
constexpr size_t most_lines = 500, lines_at_once = 100, longest_words = 2000;

using boost::json::object;

std::string address_of(const Placed& at, const std::string& line) {
  return at.tool.issuer + "/api/lti/lineitems/" + line;
}

object shown_line(const Placed& at, const store::LineRow& row) {
  object made{{"id", address_of(at, row.id)}, {"scoreMaximum", row.maximum}, {"label", row.label}};
  if (!row.link_id.empty()) made["resourceLinkId"] = row.link_id;
  if (!row.resource_id.empty()) made["resourceId"] = row.resource_id;
  if (!row.tag.empty()) made["tag"] = row.tag;
  if (!row.starts.empty()) made["startDateTime"] = row.starts;
  if (!row.ends.empty()) made["endDateTime"] = row.ends;
  return made;
}

// From where and how many, and the address of the next page when there are more than `all`.
struct Page {
  size_t from = 0, count = lines_at_once;
};
Page page_of(const Fields& query) {
  Page made;
  const auto limit = std::atol(field(query, "limit").c_str());
  if (limit > 0) made.count = std::min(static_cast<size_t>(limit), most_lines);
  made.from = static_cast<size_t>(std::max(0L, std::atol(field(query, "from").c_str())));
  return made;
}
std::string next_of(const std::string& here, const Fields& query, const Page& page, size_t all) {
  if (page.from + page.count >= all) return {};
  Fields next{{"from", std::to_string(page.from + page.count)}, {"limit", std::to_string(page.count)}};
  for (const auto& [name, value] : query)
    if (name != "from" && name != "limit") next.emplace_back(name, value);
  return here + "?" + fetch::encoded(next);
}

// What a tool does stands in the trail under its own name.
Actor by(const Placed& at) { return {{}, title_of(at.tool).zh, {}, Language::zh, ""}; }

std::optional<object> object_in(const std::string& body) {
  auto parsed = json::parse(body);
  if (!parsed || !parsed->is_object()) return {};
  return std::move(parsed->get_object());
}

bool one_of(const std::string& text, std::initializer_list<const char*> all) {
  return std::ranges::find(all, text) != all.end();
}

// Where scores of one moment come twice, the later text of the same length is the later moment: tools send UTC.
bool is_moment(const std::string& text) {
  return text.size() >= 20 && text.size() <= 40 && text[4] == '-' && text[10] == 'T' && Date::parse(text.substr(0, 10));
}

}  // namespace

ToolsService::Asked<store::LineRow> ToolsService::read_line(const Placed& at, const std::string& body,
                                                            store::LineRow row) {
  const auto wrong = [](const char* why) { return tl::unexpected(Refusal{400, "invalid_line_item", why}); };
  const auto read = object_in(body);
  if (!read) return wrong("a line item is a JSON object");
  row.label = text_in(*read, "label");
  const auto maximum = number_in(*read, "scoreMaximum");
  if (row.label.empty() || row.label.size() > longest_title) return wrong("label is missing or too long");
  if (!maximum || *maximum <= 0) return wrong("scoreMaximum is a number above 0");
  row.maximum = *maximum;
  row.resource_id = text_in(*read, "resourceId").substr(0, longest_title);
  row.tag = text_in(*read, "tag").substr(0, longest_title);
  row.starts = text_in(*read, "startDateTime");
  row.ends = text_in(*read, "endDateTime");
  for (const auto& one : {row.starts, row.ends})
    if (!one.empty() && !is_moment(one)) return wrong("startDateTime and endDateTime are ISO 8601 with a time zone");
  const auto link = text_in(*read, "resourceLinkId");
  if (!link.empty()) {
    const auto known = around_.database.read([&](db::Session& session) { return store::link(session, link); });
    if (!known || known->gone || known->context_id != at.context.id)
      return tl::unexpected(Refusal{404, "not_found", "there is no such resource link in this context"});
  }
  row.link_id = link;
  return row;
}

ToolReply ToolsService::lines(const ToolAsk& ask, const std::string& context) {
  if (ask.method == "POST") {
    const auto at = context_for(ask, context, {scope_lines});
    if (!at) return reply_of(at.error());
    const auto row = read_line(*at, ask.body, {new_uuid(), context, {}, {}, 0, {}, {}, {}, {}, now_utc()});
    if (!row) return reply_of(row.error());
    auto done = around_.database.write([&](db::Session& session) -> Result<bool> {
      if (store::lines(session, context).size() >= most_lines) return false;
      store::put(session, *row);
      around_.trail.append(session, by(*at),
                           {"tool-line-made", "tool-line", row->id, at->context.org_id, audit::added(*row)});
      return true;
    });
    if (!done) return reply_of({500, "server_error", done.error().what.en});
    if (!*done) return reply_of({400, "too_many", "a context has at most 500 line items"});
    return {201, line_type, boost::json::serialize(shown_line(*at, *row)), {}};
  }
  const auto at = context_for(ask, context, {scope_lines, scope_lines_read});
  if (!at) return reply_of(at.error());
  auto rows = around_.database.read([&](db::Session& session) { return store::lines(session, context); });
  const auto narrow = [&](const char* name, std::string store::LineRow::*member) {
    const auto wanted = field(ask.query, name);
    if (!wanted.empty()) std::erase_if(rows, [&](const store::LineRow& one) { return one.*member != wanted; });
  };
  narrow("resource_link_id", &store::LineRow::link_id);
  narrow("resource_id", &store::LineRow::resource_id);
  narrow("tag", &store::LineRow::tag);
  const auto page = page_of(ask.query);
  boost::json::array shown_rows;
  for (size_t n = page.from; n < std::min(rows.size(), page.from + page.count); ++n)
    shown_rows.emplace_back(shown_line(*at, rows[n]));
  return {200, lines_type, boost::json::serialize(shown_rows),
          next_of(at->tool.issuer + "/api/lti/contexts/" + context + "/lineitems", ask.query, page, rows.size())};
}

ToolsService::Asked<std::pair<Placed, store::LineRow>> ToolsService::line_for(const ToolAsk& ask,
                                                                              const std::string& line,
                                                                              const std::vector<std::string>& scopes) {
  auto tool = bearer(ask, scopes);
  if (!tool) return tl::unexpected(std::move(tool.error()));
  auto row = around_.database.read([&](db::Session& session) { return store::line(session, line); });
  const auto none = tl::unexpected(Refusal{404, "not_found", "there is no such line item"});
  if (!row) return none;
  auto at = context_for(ask, row->context_id, scopes);
  if (!at && at.error().status == 404) return none;
  if (!at) return tl::unexpected(std::move(at.error()));
  return std::pair{std::move(*at), std::move(*row)};
}

ToolReply ToolsService::line(const ToolAsk& ask, const std::string& line) {
  const bool reads = ask.method == "GET";
  const auto found =
      line_for(ask, line,
               reads ? std::vector<std::string>{scope_lines, scope_lines_read} : std::vector<std::string>{scope_lines});
  if (!found) return reply_of(found.error());
  const auto& [at, row] = *found;
  if (reads) return {200, line_type, boost::json::serialize(shown_line(at, row)), {}};
  if (ask.method == "DELETE") {
    auto done = around_.database.write([&](db::Session& session) -> Result<void> {
      store::drop_line(session, line);
      around_.trail.append(session, by(at),
                           {"tool-line-removed", "tool-line", line, at.context.org_id, audit::removed(row)});
      return {};
    });
    if (!done) return reply_of({500, "server_error", done.error().what.en});
    return {204, {}, {}, {}};
  }
  auto changed = read_line(at, ask.body, row);
  if (!changed) return reply_of(changed.error());
  changed->link_id = row.link_id;  // to which link a column belongs stays
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::put(session, *changed);
    around_.trail.append(session, by(at),
                         {"tool-line-changed", "tool-line", line, at.context.org_id, audit::changes(row, *changed)});
    return {};
  });
  if (!done) return reply_of({500, "server_error", done.error().what.en});
  return {200, line_type, boost::json::serialize(shown_line(at, *changed)), {}};
}

ToolReply ToolsService::score(const ToolAsk& ask, const std::string& line) {
  const auto found = line_for(ask, line, {scope_score});
  if (!found) return reply_of(found.error());
  const auto& at = found->first;
  const auto wrong = [](const char* why) { return reply_of({400, "invalid_score", why}); };
  const auto read = object_in(ask.body);
  if (!read) return wrong("a score is a JSON object");
  store::ScoreRow row;
  row.line_id = line;
  row.subject_id = text_in(*read, "userId");
  row.given = number_in(*read, "scoreGiven");
  row.maximum = number_in(*read, "scoreMaximum");
  row.activity = text_in(*read, "activityProgress");
  row.grading = text_in(*read, "gradingProgress");
  row.words = text_in(*read, "comment");
  row.at = text_in(*read, "timestamp");
  if (!is_moment(row.at)) return wrong("timestamp is ISO 8601 with a time zone");
  if (!one_of(row.activity, {"Initialized", "Started", "InProgress", "Submitted", "Completed"}))
    return wrong("activityProgress is not one of the five");
  if (!one_of(row.grading, {"FullyGraded", "Pending", "PendingManual", "Failed", "NotReady"}))
    return wrong("gradingProgress is not one of the five");
  if (read->contains("scoreGiven") && (!row.given || *row.given < 0)) return wrong("scoreGiven is a number from 0");
  if (row.given && (!row.maximum || *row.maximum <= 0))
    return wrong("scoreGiven takes a scoreMaximum, a number above 0");
  if (row.words.size() > longest_words) return wrong("comment has at most 2000 bytes");
  const auto subject =
      around_.database.read([&](db::Session& session) { return store::subject(session, row.subject_id); });
  const PersonId child{subject ? subject->person_id : std::string{}};
  if (!subject || subject->tool_id != at.tool.id || child.empty() || !has_learner(at.context, child))
    return reply_of({404, "not_found", "nobody in this context whose scores are kept has this userId"});
  if (!agreed(child, at.tool.id)) return reply_of({403, "no_consent", "no guardian agrees any more"});
  auto done = around_.database.write([&](db::Session& session) -> Result<bool> {
    const auto before = store::score(session, line, row.subject_id);
    if (before && before->at > row.at) return false;
    store::put(session, row);
    count(session, at, "score");
    around_.trail.append(session, by(at), {"tool-score", "tool-line", line, at.context.org_id, audit::added(row)});
    return true;
  });
  if (!done) return reply_of({500, "server_error", done.error().what.en});
  if (!*done) return reply_of({409, "stale", "a later score is kept already"});
  return {200,
          "application/json",
          boost::json::serialize(object{{"resultUrl", address_of(at, line) + "/results?user_id=" + row.subject_id}}),
          {}};
}

ToolReply ToolsService::results(const ToolAsk& ask, const std::string& line) {
  const auto found = line_for(ask, line, {scope_results});
  if (!found) return reply_of(found.error());
  const auto& [at, row] = *found;
  auto rows = around_.database.read([&](db::Session& session) { return store::scores(session, line); });
  const auto user = field(ask.query, "user_id");
  if (!user.empty()) std::erase_if(rows, [&](const store::ScoreRow& one) { return one.subject_id != user; });
  const auto page = page_of(ask.query);
  boost::json::array shown_rows;
  for (size_t n = page.from; n < std::min(rows.size(), page.from + page.count); ++n) {
    const auto& one = rows[n];
    object result{{"id", address_of(at, line) + "/results/" + one.subject_id},
                  {"scoreOf", address_of(at, line)},
                  {"userId", one.subject_id},
                  {"resultMaximum", row.maximum}};
    if (one.given && one.maximum && one.grading == "FullyGraded")
      result["resultScore"] = *one.given / *one.maximum * row.maximum;
    if (!one.words.empty()) result["comment"] = one.words;
    shown_rows.emplace_back(std::move(result));
  }
  return {200, results_type, boost::json::serialize(shown_rows),
          next_of(address_of(at, line) + "/results", ask.query, page, rows.size())};
}

}  // namespace doorstep::tools
