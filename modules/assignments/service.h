// AssignmentsService: bank, assignments and papers over their store.
#pragma once

#include <map>
#include <mutex>
#include <set>

#include "module.h"
#include "store_marking.h"
#include "verdict.h"

namespace doorstep::assignments {

inline constexpr const char* answers_room = "assignments-answer";  // of files
inline constexpr int64_t most_questions = 20'000;                  // in the bank, of one account

tl::unexpected<Error> wrong(const std::string& field, Words what);
tl::unexpected<Error> wrong_question(std::vector<FieldError> faults);  // there is one
tl::unexpected<Error> no_question();
tl::unexpected<Error> no_assignment();

// A class with who learns and who teaches in it today.
struct ClassPeople {
  ClassId id;
  OrgId school_id;
  std::string title, campus;
  std::set<PersonId> students, teachers;
};
// The classes of one school on a day, as the register had them at a change.
struct SchoolBook {
  int64_t seq = -1;
  Date on;
  std::string school;
  std::map<ClassId, ClassPeople> classes;
};

// An assignment with its questions.
struct SetWork {
  store::AssignmentRow row;
  std::vector<AssignmentItem> items;
  double most() const;
  const AssignmentItem* at(int64_t place) const;
};

// A try of a child with what was answered, by place.
struct Paper {
  store::PaperRow row;
  std::map<int64_t, store::AnswerRow> answers;
};

class AssignmentsService final : public Desk {
 public:
  explicit AssignmentsService(Around around);

  Result<BankPage> bank(const Actor& actor, const BankQuery& query) override;
  Result<BankQuestion> question(const Actor& actor, const std::string& id) override;
  Result<BankQuestion> keep(const Actor& actor, const NewBankQuestion& wanted) override;
  Result<BankQuestion> change(const Actor& actor, const std::string& id, const NewBankQuestion& wanted) override;
  Result<void> retire(const Actor& actor, const std::string& id) override;
  Result<TakenQuestions> take_in(const Actor& actor, const QuestionImport& wanted) override;
  Result<TakenQuestions> take_package(const Actor& actor, const std::filesystem::path& file,
                                      const QuestionPackageForm& form) override;
  Result<KeptQuestions> keep_found(const Actor& actor, questions::FoundQuestions found,
                                   const QuestionImport& wanted) override;
  Result<std::string> file_of(const Actor& actor, const BankQuery& query, QuestionFormat format) override;
  Result<std::string> package_of(const Actor& actor, const std::string& id) override;

  Result<OwnAssignments> own(const Actor& actor) override;
  Result<AssignmentFile> assignment(const Actor& actor, const std::string& id) override;
  Result<AssignmentFile> make(const Actor& actor, const NewAssignment& wanted) override;
  Result<AssignmentFile> change(const Actor& actor, const std::string& id, const NewAssignment& wanted) override;
  Result<AssignmentFile> give(const Actor& actor, const std::string& id) override;
  Result<void> withdraw(const Actor& actor, const std::string& id) override;
  Result<AssignmentFile> give_back(const Actor& actor, const std::string& id) override;
  Result<ClassResults> results(const Actor& actor, const std::string& id, const ClassId& of_class) override;
  Result<SchoolAssignments> of_school(const OrgId& school) override;

  Result<OwnWork> work(const Actor& actor) override;
  Result<WorkPaper> paper(const Actor& actor, const PersonId& child, const std::string& id) override;
  Result<WorkPaper> begin(const Actor& actor, const PersonId& child, const std::string& id) override;
  Result<SavedAnswer> save(const Actor& actor, const PersonId& child, const std::string& id,
                           const SaveAnswer& wanted) override;
  Result<WorkPaper> hand_in(const Actor& actor, const PersonId& child, const std::string& id) override;

  Result<std::string> bank_workbook(const Actor& actor, const BankQuery& query) override;
  Result<BankSheetRead> read_bank_sheet(const Actor& actor, const std::filesystem::path& file,
                                        const BankSheetForm& form) override;
  Result<std::string> answer_sheet(const Actor& actor, const std::string& id, const ClassId& of_class) override;
  Result<AnswerSheetRead> read_answer_sheet(const Actor& actor, const std::string& id, const ClassId& of_class,
                                            const std::filesystem::path& file, bool dry) override;

  Result<WorkMaterials> materials(const Actor& actor, const std::string& id) override;
  Result<WorkMaterials> set_materials(const Actor& actor, const std::string& id, const NewMaterials& wanted) override;
  Result<ChildMaterials> child_materials(const Actor& actor, const PersonId& child, const std::string& id) override;
  Result<std::string> child_file(const Actor& actor, const PersonId& child, const std::string& id,
                                 const std::string& resource, const std::string& file) override;

  Result<MarkingFile> marking(const Actor& actor, const std::string& id) override;
  Result<MarkerChoices> choices(const Actor& actor, const std::string& id) override;
  Result<MarkingFile> set_marking(const Actor& actor, const std::string& id, const NewMarking& wanted) override;
  Result<MarkingFile> deal_out(const Actor& actor, const std::string& id) override;
  OwnMarkTasks tasks(const Actor& actor) override;
  Result<MarkingRow> row(const Actor& actor, const std::string& id, int64_t place) override;
  Result<GivenMark> mark(const Actor& actor, const std::string& id, const NewMark& wanted) override;
  Result<AnswerFile> answer_file(const Actor& actor, const std::string& id, const std::string& file) override;
  Result<AnswerFile> own_file(const Actor& actor, const PersonId& child, const std::string& id,
                              const std::string& file) override;
  Result<OrgId> sends_for(const Actor& actor, const PersonId& child, const std::string& id) override;

  std::vector<OutcomeCard> outcomes(const std::vector<OrgId>& schools) override;
  Result<Outcome> outcome(const Actor& actor, const std::string& id, const std::vector<OrgId>& schools) override;
  std::vector<DueWork> due(const Actor& actor, Date from, Date to) override;
  void remind() override;
  Result<WorkSide> side(const Actor& actor, const std::string& id) override;
  std::vector<PersonId> takers(const std::string& id) override;
  std::vector<std::string> open_to(const PersonId& child) override;
  Result<int64_t> forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                         bool dry) override;

 private:
  int64_t now() const { return around_.now(); }

  // --- service_people.cpp
  std::shared_ptr<const SchoolBook> book(const OrgId& school);
  const ClassPeople* class_in(const SchoolBook& of, const ClassId& id) const;
  std::vector<WorkPlace> places_of(const Actor& actor) const;
  std::vector<OrgId> schools_of(const Actor& actor);    // where somebody may teach
  std::vector<OrgId> runs_schools(const Actor& actor);  // every class of which one may give work to
  std::vector<ClassPeople> taught_by(const Actor& actor);
  bool teaches(const Actor& actor, const OrgId& school, const ClassId& of_class);
  bool may_give(const Actor& actor, const OrgId& school, const ClassId& of_class);
  bool may_read(const Actor& actor, const OrgId& school, const ClassId& of_class);
  bool works(const Actor& actor) const;
  WorkClass shown(const Actor& actor, const ClassPeople& of);
  void note_reading(const Actor& actor, const std::string& kind, const std::string& id, const OrgId& school);

  // --- service_bank.cpp
  bool may_see(const Actor& actor, const store::QuestionRow& row) const;
  Result<store::QuestionRow> checked(const Actor& actor, const NewBankQuestion& wanted, store::QuestionRow row) const;
  BankQuestion shown(const Actor& actor, const store::QuestionRow& row) const;
  store::BankFilter filter_of(const Actor& actor, const BankQuery& query) const;

  // --- service_work.cpp
  Result<SetWork> set_work(db::Session& session, const std::string& id) const;
  // Of who set it, of who teaches a class that has it, and of who reads people at its school.
  Result<SetWork> readable(db::Session& session, const Actor& actor, const std::string& id);
  Result<SetWork> owned(db::Session& session, const Actor& actor, const std::string& id) const;
  AssignmentCard card(db::Session& session, const Actor& actor, const store::AssignmentRow& row);
  AssignmentFile shown(db::Session& session, const Actor& actor, const SetWork& of);
  Result<SetWork> checked(const Actor& actor, const NewAssignment& wanted, SetWork before);
  Result<std::vector<store::ClassRow>> checked_classes(const Actor& actor, const NewAssignment& wanted,
                                                       const std::vector<store::ClassRow>& before);
  Result<void> put(db::Session& session, const Actor& actor, const char* action, const store::AssignmentRow& before,
                   const SetWork& after, const std::vector<store::ClassRow>* classes);

  // --- service_materials.cpp
  void note_uses(const Actor& actor, const SetWork& of, const std::set<std::string>& resources);
  void note_uses(const Actor& actor, const std::string& id);

  // --- service_answers.cpp
  Result<SetWork> enterable(db::Session& session, const Actor& actor, const std::string& id, const ClassId& of_class,
                            OrgId& school);

  // --- service_papers.cpp
  struct Sitting {
    children::TiedChild child;
    ClassId class_id;  // by which the child has it
    SetWork of;
    std::vector<Paper> tries;
  };
  Result<Sitting> sitting(db::Session& session, const Actor& actor, const PersonId& child, const std::string& id);
  bool closed(const store::AssignmentRow& row) const;  // nothing is taken any more
  WorkStage stage(const store::AssignmentRow& row, const std::vector<Paper>& tries) const;
  WorkCard card(const SetWork& of, const std::vector<Paper>& tries) const;
  WorkPaper shown(db::Session& session, const Sitting& sitting) const;
  void mark_by_key(db::Session& session, const SetWork& of, Paper& paper) const;
  // What is still being written when the time is over counts as handed in.
  void settle(const std::string& id);
  void settle(db::Session& session, const SetWork& of, bool all);

  // --- service_outcomes.cpp
  OutcomeCard outcome_card(const SetWork& of) const;
  DueWork due_work(const store::AssignmentRow& row, std::string who, std::string path) const;
  void keep_knowledge(db::Session& session, const SetWork& of) const;
  void tell_given(const std::string& id);
  void tell_returned(const std::string& id);
  void tell_markers(const SetWork& of, const std::map<AccountId, int64_t>& dealt) const;
  std::set<AccountId> accounts_of(const std::string& assignment);  // of the children and guardians of its classes

  // --- service_answers.cpp
  Result<void> hold_files(db::Session& session, const Actor& actor, const Paper& paper, const AssignmentItem& item,
                          const questions::QuestionAnswer& answer) const;
  std::vector<FileInfo> files_of(db::Session& session, const std::string& paper, int64_t place,
                                 const questions::QuestionAnswer& answer) const;
  std::vector<WorkMark> marks_shown(db::Session& session, const Paper& paper, int64_t place) const;
  void drop_paper(db::Session& session, const Actor& actor, const store::PaperRow& paper) const;

  // --- service_dealing.cpp and service_marks.cpp
  // How an assignment is marked: its rule as kept, empty without markers.
  struct Plan {
    SetWork of;
    std::optional<store::MarkingSetting> kept;
    MarkingRule rule;
    bool dealt(const AssignmentItem& item) const;  // goes to markers
  };
  // An answer that somebody marks.
  struct Duty {
    store::PaperRow paper;
    int64_t slot = 0, number = 0;
    bool judges = false;  // decides between marks that lie too far apart
  };
  Plan plan(db::Session& session, SetWork of) const;
  std::vector<MarkerChoice> may_be_named(const SetWork& of);
  std::vector<size_t> barred(const store::PaperRow& paper, const std::vector<store::MarkerRow>& markers);
  std::vector<Duty> duties(db::Session& session, const Actor& actor, const Plan& plan, const AssignmentItem& item);
  std::optional<Duty> duty(db::Session& session, const Actor& actor, const Plan& plan, const AssignmentItem& item,
                           const std::string& paper);
  Result<void> decide(db::Session& session, const Actor& actor, const Plan& plan, const AssignmentItem& item,
                      const std::string& paper);
  Result<MarkingFile> marking_file(db::Session& session, const Actor& actor, const Plan& plan);

  Around around_;
  std::mutex kept_;  // of what follows
  std::map<OrgId, std::shared_ptr<const SchoolBook>> books_;
};

// Points of a paper after what lateness takes; empty while something of it is not marked.
std::optional<double> total_of(const SetWork& of, const Paper& paper);

}  // namespace doorstep::assignments
