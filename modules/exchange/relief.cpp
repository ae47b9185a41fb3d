#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "faults.h"

namespace doorstep::exchange {
namespace {

using namespace transfer;

// The rule that keeps a teacher from moving, as it is named in Rules.
const char* rule_name(Bar bar) {
  switch (bar) {
    case Bar::exempt:
      return "exempt";
    case Bar::years_here:
      return "years_here";
    case Bar::years_left:
      return "years_left";
    case Bar::years_rest:
      return "years_rest";
    case Bar::part_time:
      return "full_time_only";
    case Bar::years_away:
      return "years_away_most";
    case Bar::unwilling:
      return "willing_only";
    case Bar::refused:
      return "refusals_hold";
    case Bar::none:
      break;
  }
  return "";
}

class Contradictions {
 public:
  Contradictions(const Instance& instance, const Model& model)
      : instance_(instance), model_(model), rules_(instance.problem->rules) {}

  std::vector<FieldError> all() {
    check_locks();
    check_quotas();
    return std::move(found_);
  }

 private:
  void both(const std::string& first, const std::string& second, const Words& why) {
    if (found_.size() >= 100) return;
    const auto one = rule_words(first), other = rule_words(second);
    found_.push_back(
        {first,
         {fmt::format("“{}”（{}）与“{}”（{}）相互矛盾：{}", one.zh, first, other.zh, second, why.zh),
          fmt::format("{} ({}) and {} ({}) contradict each other: {}", one.en, first, other.en, second, why.en)}});
  }

  void check_locks() {
    std::vector<bool> sent(instance_.people.size());
    for (const auto& unit : model_.units)
      for (const auto person : unit.teachers) sent[static_cast<size_t>(person)] = unit.must;
    for (size_t i = 0; i < instance_.people.size(); ++i) {
      const auto& person = instance_.people[i];
      const auto& id = instance_.problem->teachers[i].id;
      if (person.locked_to < 0 || sent[i]) continue;
      const auto& to = instance_.problem->schools[static_cast<size_t>(person.locked_to)].id;
      if (person.bar != Bar::none)
        both("locked", rule_name(person.bar),
             say("教师 {} 被锁定到 {}，但按规则不参加交流", "teacher {} is locked to {}, and may not move by the rule",
                 id, to));
      else if (person.stays)
        both("locked", "forbidden",
             say("教师 {} 被锁定到 {}，又被禁止调动", "teacher {} is locked to {}, and forbidden to move", id, to));
      else if (person.ways.empty())
        both("locked", "ways",
             say("教师 {} 没有到 {} 的可行路程（距离、时间、意愿、禁止或学段）",
                 "teacher {} has no way to {} that distance, time, wishes, what is forbidden and the stage allow", id,
                 to));
      else
        both("locked", "together",
             say("与教师 {} 同行的人不能到 {}", "who goes together with teacher {} cannot go to {}", id, to));
    }
  }

  void check_quotas() {
    const auto least = moved_least(instance_), most = moved_most(instance_);
    if (rules_.moved_least && rules_.moved_most && least > most)
      both("moved_least", "moved_most",
           say("符合条件的 {} 人中，至少 {} 人、至多 {} 人", "of {} eligible, at least {} and at most {}",
               instance_.eligible, least, most));
    int64_t locked = 0, able = 0, backbone = 0;
    std::vector<int64_t> able_at(instance_.sites.size());
    for (const auto& unit : model_.units)
      for (const auto who : unit.teachers) {
        const auto& person = instance_.people[static_cast<size_t>(who)];
        locked += unit.must;
        ++able;
        backbone += person.backbone;
        ++able_at[static_cast<size_t>(person.school)];
      }
    if (rules_.moved_most && locked > most)
      both("locked", "moved_most",
           say("锁定了 {} 人，至多 {} 人", "{} are locked, and at most {} may move", locked, most));
    if (rules_.moved_least && able < least)
      both("moved_least", "ways",
           say("至少 {} 人，而有可行路程的只有 {} 人", "at least {} have to move, and only {} have any way open", least,
               able));
    if (rules_.moved_least && rules_.leaving_most) {
      int64_t room = 0;
      for (size_t i = 0; i < able_at.size(); ++i)
        room += std::min(
            able_at[i],
            static_cast<int64_t>(std::floor(*rules_.leaving_most * static_cast<double>(instance_.staff[i]) + 1e-9)));
      if (room < least)
        both("moved_least", "leaving_most",
             say("至少 {} 人，而各校合计至多调出 {} 人",
                 "at least {} have to move, and the schools together may lose {}", least, room));
    }
    if (rules_.moved_least && rules_.backbone_least &&
        static_cast<double>(backbone) < *rules_.backbone_least * static_cast<double>(least) - 1e-9)
      both("backbone_least", "moved_least",
           say("至少调动 {} 人，骨干教师须占 {}，而可调动的骨干教师只有 {} 人",
               "at least {} have to move, {} of them backbone teachers, and only {} of these can", least,
               *rules_.backbone_least, backbone));
  }

  const Instance& instance_;
  const Model& model_;
  const Rules& rules_;
  std::vector<FieldError> found_;
};

class Relief {
 public:
  Relief(const Instance& instance, const SubjectWords& subject)
      : instance_(instance), rules_(instance.problem->rules), subject_(subject) {}

  FieldError of(const Row& row, double by) const {
    const auto people = static_cast<int64_t>(std::ceil(std::abs(by) - 1e-6));
    const std::string school = row.school < 0 ? "" : instance_.problem->schools[static_cast<size_t>(row.school)].id;
    const std::string code = row.subject < 0 ? "" : instance_.subjects[static_cast<size_t>(row.subject)];
    const auto subject = subject_ && !code.empty() ? subject_(code) : Words{code, code};
    switch (row.kind) {
      case RowKind::moved:
        return moved(row, by, people);
      case RowKind::backbone: {
        const auto short_of = static_cast<int64_t>(std::ceil(std::abs(by) / 10'000 - 1e-6));
        return {"backbone_least", say("骨干教师缺 {} 人：请降低“骨干教师的比例”（backbone_least，现为 {}）",
                                      "{} backbone teachers are missing: lower backbone_least (now {})", short_of,
                                      rules_.backbone_least.value_or(0))};
      }
      case RowKind::leaving:
        return {"leaving_most",
                say("学校 {0} 须多调出 {1} 人：请把该校的上限由 {2} 人提高到 {3} "
                    "人，或提高“一校调出的上限”（leaving_most）",
                    "school {0} would have to lose {1} more: raise its limit of {2} to {3}, or leaving_most", school,
                    people, row.most, row.most + people)};
      case RowKind::headcount:
        return {"headcount_change",
                say("学校 {0} 的净变动须再放宽 {1} 人：请把“学校净变动的上限”（headcount_change）由 {2} 提高到 {3}",
                    "the net change of school {0} would have to be {1} larger: raise headcount_change from {2} to {3}",
                    school, people, row.most, row.most + people)};
      case RowKind::subject:
        return {
            "subject_change",
            say("学校 {0} 学科 {1} 的净变动须再放宽 {3} 人：请把“学科净变动的上限”（subject_change）由 {4} 提高到 {5}",
                "the net change of {2} at school {0} would have to be {3} larger: raise subject_change from {4} to {5}",
                school, subject.zh, subject.en, people, row.most, row.most + people)};
      case RowKind::hours:
        return {"coverage", say("学校 {0} 学科 {1} 会缺 {3} 课时：请降低学科需求须保证的比例（coverage_least）",
                                "school {0} would lack {3} hours of {2}: lower the part of the need that has to stay "
                                "covered (coverage_least)",
                                school, subject.zh, subject.en, people * row.grain)};
      case RowKind::cell:
        break;
    }
    return {};
  }

 private:
  FieldError moved(const Row& row, double by, int64_t people) const {
    const auto percent = [&](int64_t count) {
      return fmt::format(
          "{:.2f} %", 100 * static_cast<double>(count) / static_cast<double>(std::max<int64_t>(1, instance_.eligible)));
    };
    if (by < 0)
      return {"moved_least",
              say("至少须调动 {0} 人，其他规则下只能调动 {1} 人：请把“调动人数的下限”（moved_least）降到 "
                  "{2}，或放宽其他规则",
                  "{0} have to move, and the other rules let {1} move: lower moved_least to {2}, or relax the others",
                  row.least, row.least - people, percent(row.least - people))};
    return {"moved_most",
            say("至多可调动 {0} 人，而锁定的调动需要 {1} 人：请把“调动人数的上限”（moved_most）提高到 {2}",
                "at most {0} may move, and what is locked needs {1}: raise moved_most to {2}", row.most,
                row.most + people, percent(row.most + people))};
  }

  const Instance& instance_;
  const Rules& rules_;
  const SubjectWords& subject_;
};

}  // namespace

std::vector<FieldError> contradictions_of(const Instance& instance, const Model& model) {
  return Contradictions{instance, model}.all();
}

std::vector<FieldError> relief_of(const Instance& instance, const Model& model,
                                  const std::vector<Programme::Broken>& broken, const SubjectWords& subject) {
  const Relief relief{instance, subject};
  auto by_size = broken;
  std::stable_sort(by_size.begin(), by_size.end(), [](const Programme::Broken& a, const Programme::Broken& b) {
    return std::abs(a.by) > std::abs(b.by);
  });
  constexpr size_t most = 20;
  if (by_size.size() > most) by_size.resize(most);
  std::vector<FieldError> all;
  for (const auto& one : by_size) all.push_back(relief.of(model.rows[static_cast<size_t>(one.row)], one.by));
  return all;
}

}  // namespace doorstep::exchange
