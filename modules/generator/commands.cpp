#include <CLI/CLI.hpp>

#include "module.h"

namespace doorstep::generator {

std::vector<cli::Verb> commands() {
  return {
      {"generate",
       say("生成一个不存在的区，供演示与测试", "write a district that does not exist, for demonstration and tests"),
       [](CLI::App& app) {
         struct Wanted {
           Options options;
           std::string what;
           bool json = false;
         };
         auto wanted = std::make_shared<Wanted>();
         app.add_option("WHAT", wanted->what, "district")->required()->check(CLI::IsMember({"district"}));
         app.add_option("--like", wanted->options.like, "size and shape")->capture_default_str();
         app.add_option("--seed", wanted->options.seed, "the same seed gives the same district")->capture_default_str();
         app.add_option("--out", wanted->options.out, "folder for the files")->required();
         app.add_option("--schools", wanted->options.schools, "number of schools instead");
         app.add_option("--students", wanted->options.students, "number of students instead");
         app.add_flag("--json", wanted->json, "print one JSON value");
         return [wanted](cli::Console& console) -> Result<void> {
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
