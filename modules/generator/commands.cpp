#include <CLI/CLI.hpp>

#include <doorstep/synthetic/exchange.h>

#include <fstream>

#include "module.h"

namespace doorstep::generator {
namespace {

// The exchange of teachers of a district that does not exist, as `doorstep exchange` reads it.
Result<void> write_exchange(const cli::Console& console, int schools, int teachers, uint64_t seed,
                            const std::string& path) {
  constexpr int most_schools = 5000, staff_least = 4, staff_most = 500;
  if (schools < 2 || schools > most_schools || teachers < staff_least * schools || teachers > staff_most * schools)
    return refuse(Fault::invalid, "generator-size",
                  say("学校须为 2 至 {} 所，教师每校 {} 至 {} 人",
                      "2 to {} schools are made, with {} to {} teachers each", most_schools, staff_least, staff_most));
  const auto problem = synthetic::exchange({seed, schools, teachers});
  std::ofstream out{path, std::ios::binary};
  out << json::text(problem) << "\n";
  out.close();
  if (!out) return refuse(Fault::invalid, "file-unwritable", say("无法写入 {}", "{} cannot be written", path));
  console.print(path);
  return {};
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
           bool json = false;
         };
         auto wanted = std::make_shared<Wanted>();
         app.add_option("WHAT", wanted->what, "district, or exchange: a problem of teacher exchange")
             ->required()
             ->check(CLI::IsMember({"district", "exchange"}));
         app.add_option("--like", wanted->options.like, "size and shape")->capture_default_str();
         app.add_option("--seed", wanted->options.seed, "the same seed gives the same district")->capture_default_str();
         app.add_option("--out", wanted->options.out, "folder for the files; of exchange: the file")->required();
         app.add_option("--teachers", wanted->teachers, "of exchange: number of teachers")->capture_default_str();
         app.add_option("--schools", wanted->options.schools, "number of schools instead");
         app.add_option("--students", wanted->options.students, "number of students instead");
         app.add_flag("--json", wanted->json, "print one JSON value");
         return [wanted](cli::Console& console) -> Result<void> {
           if (wanted->what == "exchange")
             return write_exchange(console, wanted->options.schools > 0 ? wanted->options.schools : 500,
                                   wanted->teachers, wanted->options.seed, wanted->options.out);
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
