#include <CLI/CLI.hpp>
#include <filesystem>

#include <doorstep/http/openapi.h>

#include "product.h"
#include "rights_matrix.h"
#include "verbs.h"

namespace doorstep::app {
namespace {

struct MigrateLine {
  int applied = 0, already = 0;
};
BOOST_DESCRIBE_STRUCT(MigrateLine, (), (applied, already))

struct StatusLine {
  bool empty = true;
};
BOOST_DESCRIBE_STRUCT(StatusLine, (), (empty))

cli::Verb migrate_verb() {
  return {"migrate", say("升级数据库表", "bring the tables up to date"), [](CLI::App& app) {
            auto where = std::make_shared<DataPlace>();
            place_options(app, *where);
            app.add_flag("--json", where->json, "print one JSON value");
            return [where](cli::Console& console) -> Result<void> {
              DOORSTEP_LET(database, db::open(where->place()));
              DOORSTEP_LET(done, db::migrate(*database, all_migrations()));
              const MigrateLine line{done.applied, done.already};
              console.print(where->json
                                ? json::text(line)
                                : console.say(say("已执行 {} 步，原有 {} 步", "{} steps applied, {} were already there",
                                                  line.applied, line.already)));
              return {};
            };
          }};
}

cli::Verb status_verb() {
  return {"status", say("登记册的概况", "what the register holds"), [](CLI::App& app) {
            auto where = std::make_shared<DataPlace>();
            place_options(app, *where);
            app.add_flag("--json", where->json, "print one JSON value");
            return [where](cli::Console& console) -> Result<void> {
              DOORSTEP_LET(product, open_product(where->place()));
              const auto areas = product->registry->areas({});
              if (where->json) {
                console.print(json::text(StatusLine{areas.empty()}));
                return {};
              }
              if (areas.empty()) console.print(console.say(say("登记册是空的", "the register is empty")));
              for (const auto& area : areas)
                console.print(fmt::format(
                    "{}  {}", area.name,
                    console.say(area.closed > 0 ? say("{} 所学校，另有 {} 所已关闭", "{} schools, {} more closed",
                                                      area.schools, area.closed)
                                                : say("{} 所学校", "{} schools", area.schools))));
              return {};
            };
          }};
}

// The rows of the API belong to rooms, and rooms need a database: an empty one that is gone afterwards.
Result<void> with_routes(const std::function<void(const std::vector<http::Route>&)>& work) {
  const auto folder = std::filesystem::temp_directory_path() / ("doorstep-routes-" + new_uuid());
  auto product = open_product(folder.string());
  if (product) work(routes_of(**product));
  const Result<void> done = product ? Result<void>{} : pass_on(product);
  if (product) product->reset();
  std::filesystem::remove_all(folder);
  return done;
}

cli::Verb openapi_verb() {
  return {"openapi", say("打印 HTTP 接口的 OpenAPI 3.1 文档", "print the OpenAPI 3.1 contract of the HTTP API"),
          [](CLI::App&) {
            return [](cli::Console& console) -> Result<void> {
              return with_routes([&](const auto& routes) { console.print(http::openapi(routes)); });
            };
          }};
}

cli::Verb rights_verb() {
  return {
      "rights",
      say("打印权限表：各角色能做什么、到哪里为止", "print the table of rights: what each role may do, and how far"),
      [](CLI::App& app) {
        auto json = std::make_shared<bool>();
        app.add_flag("--json", *json, "print one JSON value");
        return [json](cli::Console& console) -> Result<void> {
          return with_routes([&](const auto& routes) {
            const auto matrix = rights_matrix(routes);
            console.print(*json ? json::text(matrix) : rights_text(matrix, console.language()));
          });
        };
      }};
}

}  // namespace

void place_options(CLI::App& app, DataPlace& into, bool postgres) {
  app.add_option("--data", into.data, "data folder (SQLite inside)")->capture_default_str();
  if (postgres) app.add_option("--database", into.database, "postgresql://... instead of a data folder");
}

std::vector<cli::Verb> upkeep_verbs() { return {migrate_verb(), status_verb(), openapi_verb(), rights_verb()}; }

}  // namespace doorstep::app
