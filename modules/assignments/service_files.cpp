// Files of questions: taken in, and written.
#include <algorithm>

#include "package.h"
#include "service.h"

namespace doorstep::assignments {

Result<TakenQuestions> AssignmentsService::take_in(const Actor& actor, const QuestionImport& wanted) {
  DOORSTEP_LET(found, questions::read_questions(wanted.text));
  DOORSTEP_LET(kept, keep_found(actor, std::move(found), wanted));
  return std::move(kept.taken);
}

Result<TakenQuestions> AssignmentsService::take_package(const Actor& actor, const std::filesystem::path& file,
                                                        const QuestionPackageForm& form) {
  DOORSTEP_LET(files, package_files(file));
  DOORSTEP_LET(found, questions::read_qti_package(files));
  QuestionImport wanted;
  wanted.subject = form.subject;
  wanted.school_id = form.school_id;
  wanted.shelf_id = form.shelf_id;
  wanted.dry = form.dry;
  DOORSTEP_LET(kept, keep_found(actor, std::move(found), wanted));
  return std::move(kept.taken);
}

Result<KeptQuestions> AssignmentsService::keep_found(const Actor& actor, questions::FoundQuestions found,
                                                     const QuestionImport& wanted) {
  KeptQuestions kept;
  auto& made = kept.taken;
  made.left_out = std::move(found.left_out);
  std::vector<store::QuestionRow> rows;
  std::set<std::string> bodies;
  for (auto& one : found.questions) {
    NewBankQuestion question;
    question.question = one.question;
    question.subject = wanted.subject;
    question.grades = wanted.grades;
    question.difficulty = wanted.difficulty;
    question.tags = one.tags;
    if (!one.category.empty()) question.tags.push_back(one.category);
    question.licence = wanted.licence;
    question.origin = wanted.origin;
    question.school_id = wanted.school_id;
    question.shelf_id = wanted.shelf_id;
    store::QuestionRow fresh;
    fresh.id = new_uuid();
    fresh.account = actor.account;
    fresh.by_name = actor.name;
    fresh.made_at = now_utc();
    auto row = checked(actor, question, std::move(fresh));
    if (!row && !row.error().fields.empty() && row.error().fields[0].field == "tags") {
      made.left_out.push_back({one.line, one.question.title, row.error().what});
      continue;
    }
    if (!row) return pass_on(row);
    const bool known = !bodies.insert(row->body).second || around_.database.read([&](db::Session& session) {
      return store::has_body(session, actor.account, row->body);
    });
    if (known) {
      ++made.known;
      continue;
    }
    rows.push_back(std::move(*row));
    made.items.push_back(std::move(one));
  }
  if (wanted.dry || rows.empty()) return kept;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::BankFilter own;
    own.account = actor.account;
    own.mine = true;
    if (store::count(session, own) + static_cast<int64_t>(rows.size()) > most_questions)
      return refuse(Fault::conflict, "bank-full",
                    say("一个账号最多 {} 道题", "an account keeps at most {} questions", most_questions));
    std::vector<audit::Event> events;
    for (const auto& row : rows) {
      store::add(session, row);
      events.push_back({"question-kept", "question", row.id, row.school_id, {}});
    }
    around_.trail.append(session, actor, events);
    return {};
  });
  if (!done) return pass_on(done);
  made.done = true;
  for (const auto& row : rows) kept.ids.push_back(row.id);
  return kept;
}

Result<std::string> AssignmentsService::file_of(const Actor& actor, const BankQuery& query, QuestionFormat format) {
  const auto filter = filter_of(actor, query);
  std::vector<questions::FoundQuestion> list;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::questions(session, filter, 0, static_cast<int64_t>(questions::most_file_questions))) {
      auto one = shown(actor, row);
      one.tags.insert(one.tags.end(), one.knowledge.begin(), one.knowledge.end());
      list.push_back({std::move(one.question), 0, {}, std::move(one.tags)});
    }
  });
  if (format == QuestionFormat::qti)
    return package_bytes(questions::write_qti(list, say("题库", "Questions").in(actor.language)).files);
  if (format == QuestionFormat::moodle) return std::move(questions::write_moodle_xml(list).text);
  auto written = questions::write_gift(list);
  // What the format has no word for is named in the file.
  for (const auto& one : written.left_out) {
    auto name = one.name;
    std::ranges::replace(name, '\n', ' ');
    written.text += "// " + one.why.in(actor.language) + ": " + name + "\n";
  }
  return std::move(written.text);
}

Result<std::string> AssignmentsService::package_of(const Actor& actor, const std::string& id) {
  DOORSTEP_LET(file, assignment(actor, id));
  std::vector<questions::FoundQuestion> list;
  for (auto& one : file.items) list.push_back({std::move(one.question), 0, {}, {}});
  return package_bytes(questions::write_qti(list, file.of.title).files);
}

}  // namespace doorstep::assignments
