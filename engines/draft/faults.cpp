// What is wrong with a problem before anything is shared.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <doorstep/draft/draft.h>

namespace doorstep::draft {
namespace {

constexpr size_t most_faults = 100;
constexpr size_t most_students = 2'000'000, most_offerings = 200'000, most_campuses = 2'000, most_choices = 100;
constexpr size_t most_sessions = 400, most_words = 20, most_name = 200, most_grades = 30;
constexpr int64_t most_capacity = 1'000'000, most_places = 20, minutes_of_day = 24 * 60, most_minutes = 10'000;

using Ids = std::unordered_set<std::string_view>;

class Faults {
 public:
  explicit Faults(const Problem& problem) : problem_(problem) {}

  std::vector<FieldError> all() {
    few("campuses", problem_.campuses.size(), most_campuses);
    few("offerings", problem_.offerings.size(), most_offerings);
    few("students", problem_.students.size(), most_students);
    few("rule/priorities", problem_.rule.priorities.size(), most_words);
    if (!found_.empty()) return std::move(found_);
    for (size_t at = 0; at < problem_.campuses.size(); ++at)
      check_id(fmt::format("campuses/{}", at), problem_.campuses[at], campuses_);
    check_travel();
    for (size_t at = 0; at < problem_.rule.priorities.size(); ++at)
      check_id(fmt::format("rule/priorities/{}", at), problem_.rule.priorities[at], words_);
    if (problem_.rule.most) within("rule/most", *problem_.rule.most, 1, most_places);
    for (size_t at = 0; at < problem_.offerings.size(); ++at)
      check(fmt::format("offerings/{}", at), problem_.offerings[at]);
    for (size_t at = 0; at < problem_.students.size() && found_.size() < most_faults; ++at)
      check(at, problem_.students[at]);
    return std::move(found_);
  }

 private:
  void wrong(std::string field, Words what) {
    if (found_.size() < most_faults) found_.push_back({std::move(field), std::move(what)});
  }
  void few(std::string field, size_t count, size_t most) {
    if (count > most)
      wrong(std::move(field), say("有 {} 项，最多 {} 项", "{} entries, and at most {} are taken", count, most));
  }
  void within(std::string field, int64_t value, int64_t least, int64_t most) {
    if (value < least || value > most)
      wrong(std::move(field), say("为 {}，须在 {} 至 {} 之间", "is {}, and has to be {} to {}", value, least, most));
  }
  static bool plain(std::string_view id) {
    return std::ranges::none_of(id, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; });
  }
  // There, short, one line, and not used before.
  void check_id(std::string field, const std::string& id, Ids& known) {
    if (id.empty())
      wrong(std::move(field), say("缺少标识", "an id is missing"));
    else if (id.size() > most_name || !plain(id))
      wrong(std::move(field), say("标识过长或含控制字符", "the id is too long or has control characters"));
    else if (!known.insert(id).second)
      wrong(std::move(field), say("标识 {} 重复", "the id {} is there twice", id));
  }
  void check_known(std::string field, const std::string& id, const Ids& known) {
    if (!known.contains(id))
      wrong(std::move(field), say("没有标识为 {} 的项", "nothing has the id {}", id.substr(0, most_name)));
  }

  void check_travel() {
    const auto count = problem_.campuses.size();
    if (problem_.travel.empty()) return;
    if (problem_.travel.size() != count)
      return wrong("travel", say("有 {} 行，而校区有 {} 个", "{} rows for {} campuses", problem_.travel.size(), count));
    for (size_t row = 0; row < count; ++row) {
      const auto field = fmt::format("travel/{}", row);
      const auto& minutes = problem_.travel[row];
      if (minutes.size() != count)
        wrong(field, say("有 {} 列，而校区有 {} 个", "{} columns for {} campuses", minutes.size(), count));
      for (const auto one : minutes) within(field, one, 0, most_minutes);
    }
  }

  void check(const std::string& field, const Session& session) {
    if (session.weekday.has_value() == session.day.has_value())
      wrong(field, say("星期与日期须二者取一", "either weekday or day has to be given"));
    if (session.weekday) within(field + "/weekday", *session.weekday, 1, 7);
    if (session.day && (session.from || session.until))
      wrong(field, say("单日活动不能另有起止日期", "what is on one day has no from and until"));
    within(field + "/begin", session.begin, 0, minutes_of_day);
    within(field + "/end", session.end, 0, minutes_of_day);
    if (session.end <= session.begin) wrong(field + "/end", say("结束不晚于开始", "it ends before it begins"));
    check_known(field + "/campus", session.campus, campuses_);
  }

  void check_quotas(const std::string& field, const Offering& offering) {
    int64_t kept = 0;
    Ids named;
    for (size_t at = 0; at < offering.quotas.size(); ++at) {
      const auto& quota = offering.quotas[at];
      const auto here = fmt::format("{}/quotas/{}", field, at);
      for (const auto& campus : quota.campuses) {
        check_known(here + "/campuses", campus, campuses_);
        if (!named.insert(campus).second)
          wrong(here + "/campuses", say("校区 {} 属于两个配额", "the campus {} is in two quotas", campus));
      }
      if (quota.campuses.empty()) wrong(here + "/campuses", say("没有校区", "no campus is named"));
      if (quota.least) within(here + "/least", *quota.least, 0, offering.capacity);
      if (quota.most) within(here + "/most", *quota.most, quota.least.value_or(0), most_capacity);
      kept += std::clamp<int64_t>(quota.least.value_or(0), 0, most_capacity);
    }
    if (kept > offering.capacity)
      wrong(field + "/quotas",
            say("保留名额共 {}，超过容量 {}", "{} seats are kept, and the capacity is {}", kept, offering.capacity));
  }

  void check(const std::string& field, const Offering& offering) {
    check_id(field + "/id", offering.id, offerings_);
    within(field + "/capacity", offering.capacity, 0, most_capacity);
    few(field + "/quotas", offering.quotas.size(), most_campuses);
    few(field + "/grades", offering.grades.size(), most_grades);
    few(field + "/sessions", offering.sessions.size(), most_sessions);
    if (found_.size() >= most_faults) return;
    check_quotas(field, offering);
    for (size_t at = 0; at < offering.sessions.size(); ++at)
      check(fmt::format("{}/sessions/{}", field, at), offering.sessions[at]);
  }

  void check(size_t number, const Student& student) {
    const auto path = [&](const char* member) { return fmt::format("students/{}/{}", number, member); };
    if (student.id.empty() || student.id.size() > most_name || !plain(student.id) ||
        !students_.insert(student.id).second)
      wrong(path("id"), say("标识缺失、过长、含控制字符或重复",
                            "the id is missing, too long, has control characters or is there twice"));
    if (!campuses_.contains(student.campus)) check_known(path("campus"), student.campus, campuses_);
    if (student.most && (*student.most < 0 || *student.most > most_places))
      within(path("most"), *student.most, 0, most_places);
    if (student.choices.size() > most_choices || student.priorities.size() > most_choices)
      return few(path("choices"), std::max(student.choices.size(), student.priorities.size()), most_choices);
    for (size_t at = 0; at < student.choices.size(); ++at) {
      const auto& choice = student.choices[at];
      if (!offerings_.contains(choice)) check_known(fmt::format("{}/{}", path("choices"), at), choice, offerings_);
      if (std::find(student.choices.begin(), student.choices.begin() + static_cast<std::ptrdiff_t>(at), choice) !=
          student.choices.begin() + static_cast<std::ptrdiff_t>(at))
        wrong(fmt::format("{}/{}", path("choices"), at), say("课程 {} 重复", "{} is chosen twice", choice));
    }
    for (const auto& priority : student.priorities) {
      check_known(path("priorities"), priority.offering, offerings_);
      check_known(path("priorities"), priority.word, words_);
    }
  }

  const Problem& problem_;
  std::vector<FieldError> found_;
  Ids campuses_, words_, offerings_, students_;
};

}  // namespace

Result<void> check_problem(const Problem& problem) {
  if (auto found = Faults{problem}.all(); !found.empty())
    return refuse(Fault::invalid, "draft-problem", say("选课问题有误", "the problem is not right"), std::move(found));
  return {};
}

}  // namespace doorstep::draft
