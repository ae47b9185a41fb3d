// ClassroomService: one class over the store; its parts stand in service_*.cpp by what they are about.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "module.h"
#include "rules.h"
#include "store.h"

namespace doorstep::classroom {

tl::unexpected<Error> no_lesson();
tl::unexpected<Error> lesson_over();
Result<void> good_reason(const std::string& reason);

class ClassroomService final : public Classroom {
 public:
  explicit ClassroomService(Around around);

  Result<LessonList> lessons(const Actor& actor, const LessonQuery& query) override;
  Result<OpenLessonFile> lesson(const Actor& actor, const std::string& id) override;
  Result<LessonSeries> series(const Actor& actor, const std::string& id) override;
  Result<OpenLesson> follow(const Actor& actor, const std::string& id, bool follows) override;

  Result<OpenLessonFile> plan(const Actor& actor, const OrgId& org, const NewOpenLesson& wanted) override;
  Result<std::vector<LessonPerson>> people(const OrgId& org, const std::string& q) override;
  Result<LessonList> hosted(const Actor& actor, const OrgId& org, const LessonQuery& query) override;
  Result<LessonsRead> read_plan(const Actor& actor, const OrgId& org, const std::vector<LessonLine>& lines,
                                bool dry) override;

  Result<OpenLessonFile> change(const Actor& actor, const std::string& id, const NewOpenLesson& wanted) override;
  Result<OpenLessonFile> cancel(const Actor& actor, const std::string& id, const std::string& reason) override;
  Result<OpenLessonFile> rehearse(const Actor& actor, const std::string& id) override;
  Result<OpenLessonFile> go_live(const Actor& actor, const std::string& id) override;
  Result<OpenLessonFile> end(const Actor& actor, const std::string& id) override;
  Result<LessonKey> make_key(const Actor& actor, const std::string& id, const std::string& source) override;
  Result<OpenLessonFile> drop_source(const Actor& actor, const std::string& id, const std::string& source) override;
  Result<OpenLessonFile> add_host(const Actor& actor, const std::string& id, const PersonId& person) override;
  Result<void> remove_host(const Actor& actor, const std::string& id, const PersonId& person) override;
  Result<std::vector<LessonClass>> classes_of(const OrgId& school) override;
  Result<OpenLessonFile> receive(const Actor& actor, const std::string& id, const ReceivingWish& wanted) override;
  Result<void> let_go(const Actor& actor, const std::string& id, const std::string& part) override;

  std::vector<LessonDay> own_days(const Actor& actor, Date from, Date to) override;
  std::vector<LessonDay> days_of(const OrgId& org, Date from, Date to) override;
  void round() override;

  Result<Admitted> admit(const std::string& key, int64_t now) override;
  Result<Admitted> admit_host(const Actor& actor, const std::string& lesson, const std::string& source) override;
  void came(const std::string& lesson, const std::string& source, int64_t at) override;
  void went(const std::string& lesson, const std::string& source, int64_t at) override;
  Result<Watched> watch(const Actor& actor, const std::string& lesson) override;
  std::optional<Standing> standing(const std::string& lesson) override;

 private:
  using Row = store::LessonRow;
  // Who asks, as far as the store knows them; made once a call.
  struct Asker {
    const Actor& actor;
    PersonId person;  // empty: tied to no member of staff
    Sight sight;
    std::set<std::string> hosted{}, followed{};     // lessons
    std::map<std::string, std::set<OrgId>> part{};  // schools that take part or were asked, by lesson
    std::map<std::string, int64_t> classes{};       // that agreed, by lesson
  };
  Asker asker(const Actor& actor) const;
  void know(db::Session& session, Asker& who, std::optional<Date> from, std::optional<Date> to) const;
  void know_of(db::Session& session, Asker& who, const std::string& id) const;  // of one lesson alone

  int64_t now() const { return around_.now(); }
  void say_moved(const std::string& lesson) const {
    if (around_.moved) around_.moved(lesson);
  }
  bool manages(const Actor& actor, const OrgId& org) const;
  bool hosts(const Asker& who, const Row& row) const;
  bool sees(Asker& who, const Row& row) const;
  bool is_own(const Asker& who, const Row& row) const;        // taught, hosted or followed, or one's school takes part
  bool serves(const OrgId& host, const OrgId& school) const;  // whether staff of the school may stand for the host
  std::string when(const Row& row) const;                     // "2026-12-01 14:00–14:40"

  // Names of people and series are looked up once a list.
  struct Names {
    std::map<PersonId, staff::Teacher> teachers;
    std::map<std::string, std::string> series;
  };
  OpenLesson shown(const Row& row, const Asker& who, Names& names) const;
  OpenLesson shown(db::Session& session, const Row& row, const Asker& who) const;
  Names names(db::Session& session) const;
  LessonList listed(db::Session& session, Asker& who, const LessonQuery& query,
                    const std::function<bool(const Row&)>& wanted) const;

  Result<Row> seen_row(db::Session& session, Asker& who, const std::string& id) const;
  Result<Row> host_row(db::Session& session, Asker& who, const std::string& id) const;
  // One change of a lesson by a host, with its entry in the trail; the page after it.
  using Work = std::function<Result<void>(db::Session&, Row&)>;
  Result<OpenLessonFile> changed(const Actor& actor, const std::string& id, const char* action, const Work& work);

  // --- service_plan.cpp
  Result<Row> wanted_lesson(const Asker& who, const OrgId& org, const NewOpenLesson& wanted) const;
  Result<void> set_time(Row& row, const OrgId& org, Date on, const std::string& from, const std::string& to) const;
  Result<std::string> series_of(db::Session& session, const Actor& actor, const OrgId& org,
                                const std::string& title) const;
  void put_consent(Row& row, const Row* before, const Actor& actor) const;

  // --- service_tell.cpp
  std::set<AccountId> concerned(db::Session& session, const Row& row) const;
  std::set<AccountId> subject_teachers(const Row& row) const;
  void tell(const Row& row, std::set<AccountId> accounts, const Actor* but, const Words& title,
            const Words& body) const;
  void tell_announced(const Actor& actor, const Row& row) const;
  void tell_teaches(const Actor& actor, const Row& row) const;
  void tell_changed(const Actor& actor, const Row& before, const Row& after, std::set<AccountId> accounts) const;
  void tell_cancelled(const Actor& actor, const Row& row, std::set<AccountId> accounts) const;
  void tell_asked(const Row& row, const OrgId& school) const;
  void remind(const Row& row, std::set<AccountId> accounts, bool soon) const;
  LessonDay day_of(const Row& row) const;

  Around around_;
};

}  // namespace doorstep::classroom
