// Marks and words of who teaches an offering: for the child, its guardians and its home school.
#include <algorithm>

#include "service.h"
#include "sheet.h"
#include "store_clubs.h"

namespace doorstep::offerings {
namespace {

constexpr size_t longest_mark = 60, longest_words = 3'000;  // bytes

}  // namespace

OfferingResult result_of(const store::ResultRow& row) {
  return {row.person_id, row.mark, row.words, row.by_name, row.at};
}

Result<ClubFile> OfferingsService::appraise(const Actor& actor, const std::optional<OrgId>& org, const std::string& id,
                                            const NewAppraisals& wanted) {
  std::set<PersonId> told;
  Words title;
  OrgId holder;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    told.clear();
    DOORSTEP_LET(row, led(session, actor, org, id));
    title = title_of(row);
    holder = row.org_id;
    const auto before = store::results(session, id);
    for (size_t at = 0; at < wanted.people.size(); ++at) {
      const auto& one = wanted.people[at];
      const auto place = store::place(session, id, one.person_id);
      const auto field = "people/" + std::to_string(at);
      if (!place || place->state != PlaceState::enrolled)
        return wrong_field(field, say("这个孩子没有名额", "this child has no place here"));
      if (one.mark.size() > longest_mark || one.words.size() > longest_words)
        return wrong_field(
            field, say("成绩不超过 20 字，评语不超过 1000 字", "a mark has at most 60 letters, words at most 3,000"));
      const auto was = std::ranges::find(before, one.person_id, &store::ResultRow::person_id);
      const bool none = one.mark.empty() && one.words.empty();
      if (was == before.end() ? none : was->mark == one.mark && was->words == one.words) continue;
      if (none)
        store::drop_result(session, id, one.person_id);
      else
        store::put(session, store::ResultRow{id, one.person_id, one.mark, one.words, actor.name, now_utc()});
      // What was said of the child stays out of the trail: that it changed, and by whom, is there.
      around_.trail.append(
          session, actor,
          {"offering-result-entered", "offering", id, row.org_id, {{"person_id", {}, {json::text(one.person_id)}}}});
      if (!none) told.insert(one.person_id);
    }
    return {};
  });
  if (!done) return pass_on(done);
  tell(holder, told, Words{fmt::format("有新的成绩或评语：{}", title.zh), fmt::format("A result: {}", title.en)},
       {fmt::format("“{}”的老师写下了孩子的成绩或评语，请在“选课”中查看。", title.zh),
        fmt::format("Who teaches “{}” has written how your child did: see “Choosing”.", title.en)});
  return club(actor, org, id);
}

}  // namespace doorstep::offerings
