// Classroom: lessons that are opened to others, live and on replay: planned and announced, by whom they are seen, who
// may send pictures, which classes elsewhere take part. Thread safe; every change is one transaction with its entry in
// the audit trail.
#pragma once

#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/result.h>
#include <doorstep/classroom/lessons.h>
#include <doorstep/classroom/live.h>

namespace doorstep::classroom {

// Whoever asks for a lesson that is not for them gets not_found (lesson-unknown); whoever may see one and not host it,
// forbidden (not-host).
class Classroom : public Live {
 public:
  // --- for everybody, within what each lesson's audience allows
  virtual Result<LessonList> lessons(const Actor& actor, const LessonQuery& query) = 0;
  virtual Result<OpenLessonFile> lesson(const Actor& actor, const std::string& id) = 0;
  virtual Result<LessonSeries> series(const Actor& actor, const std::string& id) = 0;
  virtual Result<OpenLesson> follow(const Actor& actor, const std::string& id, bool follows) = 0;

  // --- planning, in the name of an organisation. Who does not look after its lessons plans the own ones.
  // Faults: invalid (lesson-invalid) by field, forbidden (teacher-own), conflict (no-staff, no-group).
  virtual Result<OpenLessonFile> plan(const Actor& actor, const OrgId& org, const NewOpenLesson& wanted) = 0;
  virtual Result<std::vector<LessonPerson>> people(const OrgId& org, const std::string& q) = 0;
  // All lessons of an organisation and below it, whoever they are for.
  virtual Result<LessonList> hosted(const Actor& actor, const OrgId& org, const LessonQuery& query) = 0;
  virtual Result<LessonsRead> read_plan(const Actor& actor, const OrgId& org, const std::vector<LessonLine>& lines,
                                        bool dry) = 0;

  // --- what hosts do: the teacher, co-hosts, and who looks after the lessons of the host
  virtual Result<OpenLessonFile> change(const Actor& actor, const std::string& id, const NewOpenLesson& wanted) = 0;
  virtual Result<OpenLessonFile> cancel(const Actor& actor, const std::string& id, const std::string& reason) = 0;
  virtual Result<OpenLessonFile> rehearse(const Actor& actor, const std::string& id) = 0;
  // At once when a source sends, else as soon as one does. conflict (too-early, over, lesson-state)
  virtual Result<OpenLessonFile> go_live(const Actor& actor, const std::string& id) = 0;
  // A live lesson is over for good; a rehearsal ends, and the lesson is planned as before.
  virtual Result<OpenLessonFile> end(const Actor& actor, const std::string& id) = 0;
  virtual Result<LessonKey> make_key(const Actor& actor, const std::string& id, const std::string& source) = 0;
  virtual Result<OpenLessonFile> drop_source(const Actor& actor, const std::string& id, const std::string& source) = 0;
  virtual Result<OpenLessonFile> add_host(const Actor& actor, const std::string& id, const PersonId& person) = 0;
  virtual Result<void> remove_host(const Actor& actor, const std::string& id, const PersonId& person) = 0;

  // --- classes of other schools. A host asks a school; who works there signs classes up and off.
  virtual Result<std::vector<LessonClass>> classes_of(const OrgId& school) = 0;  // of today
  virtual Result<OpenLessonFile> receive(const Actor& actor, const std::string& id, const ReceivingWish& wanted) = 0;
  virtual Result<void> let_go(const Actor& actor, const std::string& id, const std::string& part) = 0;

  // --- for the wiring and other rooms
  // Lessons that one teaches, hosts or follows, or a class of one's school takes part in; [from, to).
  virtual std::vector<LessonDay> own_days(const Actor& actor, Date from, Date to) = 0;
  // Those of an organisation and of the schools below it that its group may see.
  virtual std::vector<LessonDay> days_of(const OrgId& org, Date from, Date to) = 0;
  // Reminds of what begins within a day and within half an hour; closes what nobody ended.
  virtual void round() = 0;
};

}  // namespace doorstep::classroom
