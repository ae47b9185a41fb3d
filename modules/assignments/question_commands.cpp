#include "question_commands.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>

#include <doorstep/base/json.h>
#include <doorstep/questions/formats.h>
#include <doorstep/questions/qti.h>

#include "package.h"

namespace doorstep::assignments {
namespace {

using questions::FoundQuestions;
using questions::LeftOutQuestion;

struct AskedOfQuestions {
  std::string what, file, out, to;
  bool json = false;
};

void note_left_out(const cli::Console& console, const std::string& file, const std::vector<LeftOutQuestion>& left_out) {
  for (const auto& one : left_out)
    console.note(say("{0}:{1}：“{2}”未取用：{3}", "{0}:{1}: \"{2}\" is left out: {4}", file, one.line, one.name,
                     one.why.zh, one.why.en));
}

Result<FoundQuestions> read_package(const std::string& file) {
  DOORSTEP_LET(files, package_files(file));
  return questions::read_qti_package(files);
}

Result<void> check_file(cli::Console& console, const AskedOfQuestions& asked, const FoundQuestions& found) {
  if (asked.json) {
    console.print(json::text(found));
    return {};
  }
  note_left_out(console, asked.file, found.left_out);
  std::map<std::string, int> kinds;
  for (const auto& one : found.questions) ++kinds[std::string{describe::enum_name(one.question.kind)}];
  std::string list;
  for (const auto& [kind, count] : kinds) list += (list.empty() ? "" : ", ") + kind + " " + std::to_string(count);
  console.print(
      console.say(say("{0} 道题可以导入（{2}），{1} 道不能", "{0} questions can be taken in ({2}), {1} cannot",
                      found.questions.size(), found.left_out.size(), list)));
  return {};
}

Result<void> convert_file(cli::Console& console, const AskedOfQuestions& asked, const FoundQuestions& found) {
  if (asked.to.empty() || asked.out.empty())
    return refuse(Fault::invalid, "questions-to",
                  say("请用 --to 给出格式、--out 给出文件", "name the format by --to and the file by --out"));
  questions::WrittenQuestions written;
  if (asked.to == "qti") {
    auto package = questions::write_qti(found.questions, std::filesystem::path{asked.file}.stem().string());
    written = {package_bytes(package.files), std::move(package.left_out)};
  } else {
    written =
        asked.to == "gift" ? questions::write_gift(found.questions) : questions::write_moodle_xml(found.questions);
  }
  DOORSTEP_TRY(cli::write_file(asked.out, written.text));
  note_left_out(console, asked.file, found.left_out);
  note_left_out(console, asked.file, written.left_out);
  console.print(
      console.say(say("写入 {} 道题", "{} questions written", found.questions.size() - written.left_out.size())));
  return {};
}

}  // namespace

std::vector<cli::Verb> question_commands() {
  return {
      {"questions",
       say("题目文件（GIFT、Moodle XML、QTI）：检查、转换",
           "files of questions (GIFT, Moodle XML, QTI): check, convert"),
       [](CLI::App& app) {
         auto asked = std::make_shared<AskedOfQuestions>();
         app.add_option("WHAT", asked->what, "check, convert")->required()->check(CLI::IsMember({"check", "convert"}));
         app.add_option("FILE", asked->file, "GIFT, Moodle XML or QTI: an item or a package")->required();
         app.add_option("--to", asked->to, "of convert: gift, moodle or qti (a package of QTI 3)")
             ->check(CLI::IsMember({"gift", "moodle", "qti"}));
         app.add_option("--out", asked->out, "of convert: file to write");
         app.add_flag("--json", asked->json, "of check: print what was found as one JSON value");
         return [asked](cli::Console& console) -> Result<void> {
           DOORSTEP_LET(text, cli::file_text(asked->file));
           DOORSTEP_LET(found, text.starts_with("PK") ? read_package(asked->file) : questions::read_questions(text));
           return asked->what == "check" ? check_file(console, *asked, found) : convert_file(console, *asked, found);
         };
       }}};
}

}  // namespace doorstep::assignments
