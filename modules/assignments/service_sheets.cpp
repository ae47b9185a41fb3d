// The question bank by sheet.
#include "bank_sheet.h"
#include "service.h"

namespace doorstep::assignments {

Result<std::string> AssignmentsService::bank_workbook(const Actor& actor, const BankQuery& query) {
  const auto filter = filter_of(actor, query);
  std::vector<BankQuestion> list;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::questions(session, filter, 0, static_cast<int64_t>(questions::most_file_questions)))
      list.push_back(shown(actor, row));
  });
  return assignments::bank_workbook(list, actor.language);
}

Result<BankSheetRead> AssignmentsService::read_bank_sheet(const Actor& actor, const std::filesystem::path& file,
                                                          const BankSheetForm& form) {
  BankSheetRead made;
  DOORSTEP_LET(lines, read_bank_lines(file, made.faults));
  std::vector<store::QuestionRow> rows;
  std::set<std::string> bodies;
  for (auto& line : lines) {
    if (!line.question) continue;
    line.question->school_id = form.school_id;
    line.question->shelf_id = form.shelf_id;
    store::QuestionRow fresh;
    fresh.id = new_uuid();
    fresh.account = actor.account;
    fresh.by_name = actor.name;
    fresh.made_at = now_utc();
    auto row = checked(actor, *line.question, std::move(fresh));
    if (!row) {
      const auto& fields = row.error().fields;
      // Not of a line: whose questions they are to be.
      if (!fields.empty() && (fields[0].field == "school_id" || fields[0].field == "shelf_id")) return pass_on(row);
      for (const auto& one : fields) made.faults.push_back({line.row, bank_column_of(one.field), one.what});
      continue;
    }
    const bool known = !bodies.insert(row->body).second || around_.database.read([&](db::Session& session) {
      return store::has_body(session, actor.account, row->body);
    });
    if (known)
      ++made.known;
    else
      rows.push_back(std::move(*row));
  }
  made.rows = static_cast<int64_t>(rows.size());
  if (form.dry || !made.faults.empty()) return made;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::BankFilter own;
    own.account = actor.account;
    own.mine = true;
    if (store::count(session, own) + made.rows > most_questions)
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
  made.kept = true;
  return made;
}

}  // namespace doorstep::assignments
