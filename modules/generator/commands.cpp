#include <CLI/CLI.hpp>

#include <doorstep/synthetic/draft.h>
#include <doorstep/synthetic/exchange.h>

#include "module.h"

namespace doorstep::generator {
namespace {

template <class Problem>
Result<void> write_problem(const cli::Console& console, const Problem& problem, const std::string& path) {
  DOORSTEP_TRY(cli::write_file(path, json::text(problem) + "\n"));
  console.print(path);
  return {};
}

// The exchange of teachers of a district that does not exist, as `doorstep exchange` reads it.
Result<void> write_exchange(const cli::Console& console, int schools, int teachers, uint64_t seed,
                            const std::string& path) {
  constexpr int most_schools = 5000, staff_least = 4, staff_most = 500;
  if (schools < 2 || schools > most_schools || teachers < staff_least * schools || teachers > staff_most * schools)
    return refuse(Fault::invalid, "generator-size",
                  say("学校须为 2 至 {} 所，教师每校 {} 至 {} 人",
                      "2 to {} schools are made, with {} to {} teachers each", most_schools, staff_least, staff_most));
  return write_problem(console, synthetic::exchange({seed, schools, teachers}), path);
}

// Its courses and clubs, as `doorstep draft` reads them.
Result<void> write_draft(const cli::Console& console, const synthetic::DraftWish& wish, const std::string& path) {
  constexpr int most_students = 2'000'000, most_offerings = 200'000, most_preferences = 100;
  if (wish.students < 1 || wish.students > most_students || wish.offerings < 1 || wish.offerings > most_offerings ||
      wish.preferences < 1 || wish.preferences > most_preferences)
    return refuse(Fault::invalid, "generator-size",
                  say("学生 1 至 {} 人，课程 1 至 {} 门，志愿 1 至 {} 个",
                      "1 to {} students, 1 to {} offerings and 1 to {} preferences are made", most_students,
                      most_offerings, most_preferences));
  return write_problem(console, synthetic::draft(wish), path);
}

}  // namespace

std::vector<cli::Verb> commands() {
  return {
      {"generate",
       say("生成一个不存在的区，供演示与测试", "write a district that does not exist, for demonstration and tests"),
       [](CLI::App& app) {
         struct Wanted {
           Options options;
           std::string what;
           int teachers = 20'000;
           synthetic::DraftWish draft;
           bool json = false;
         };
         auto wanted = std::make_shared<Wanted>();
         app.add_option("WHAT", wanted->what,
                        "district; exchange: a problem of teacher exchange; draft: one of courses and clubs")
             ->required()
             ->check(CLI::IsMember({"district", "exchange", "draft"}));
         app.add_option("--like", wanted->options.like, "size and shape")->capture_default_str();
         app.add_option("--seed", wanted->options.seed, "the same seed gives the same district")->capture_default_str();
         app.add_option("--out", wanted->options.out, "folder for the files; of exchange and draft: the file")
             ->required();
         app.add_option("--teachers", wanted->teachers, "of exchange: number of teachers")->capture_default_str();
         app.add_option("--offerings", wanted->draft.offerings, "of draft: number of offerings")->capture_default_str();
         app.add_option("--preferences", wanted->draft.preferences, "of draft: choices of a student at most")
             ->capture_default_str();
         app.add_option("--most", wanted->draft.most, "of draft: offerings that a student may take")
             ->check(CLI::Range(1, 20))
             ->capture_default_str();
         app.add_option("--schools", wanted->options.schools, "number of schools instead");
         app.add_option("--students", wanted->options.students, "number of students instead");
         app.add_option("--year", wanted->options.year,
                        "of a district: the school year of its classes (2026: 2026-27)");
         app.add_flag("--json", wanted->json, "print one JSON value");
         return [wanted](cli::Console& console) -> Result<void> {
           if (wanted->what == "exchange")
             return write_exchange(console, wanted->options.schools > 0 ? wanted->options.schools : 500,
                                   wanted->teachers, wanted->options.seed, wanted->options.out);
           if (wanted->what == "draft") {
             wanted->draft.seed = wanted->options.seed;
             if (wanted->options.students > 0) wanted->draft.students = wanted->options.students;
             return write_draft(console, wanted->draft, wanted->options.out);
           }
           DOORSTEP_LET(made, generate_district(wanted->options, [&](double share) {
                          console.progress(say("生成", "generating"), 0, share, 0, std::nullopt);
                        }));
           console.progress_done();
           console.print(wanted->json ? json::text(made) : made.oneroster + "\n" + made.sheets);
           return {};
         };
       }}};
}

}  // namespace doorstep::generator
