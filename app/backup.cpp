// Backups: the database and the files that people uploaded, together; bringing both back; and whether all files are
// whole.
#include <CLI/CLI.hpp>
#include <filesystem>

#include "product.h"
#include "verbs.h"

namespace doorstep::app {
namespace {

namespace fs = std::filesystem;

struct Backup : DataPlace {
  std::string files, file;
  bool partial = false;
  std::string contents() const { return contents_folder(place(), files); }
};

std::shared_ptr<Backup> backup_options(CLI::App& app, bool postgres = true) {
  auto where = std::make_shared<Backup>();
  place_options(app, *where, postgres);
  app.add_option("--files", where->files, "folder of files, when it is not in the data folder");
  return where;
}

struct FilesLine {
  int64_t contents = 0, bytes = 0;
  std::vector<Words> faults;
};
BOOST_DESCRIBE_STRUCT(FilesLine, (), (contents, bytes, faults))

// Checks or copies contents, telling how far it is; an error that names the first when some are missing or damaged.
Result<FilesLine> look(cli::Console& console, db::Database& database, const std::string& from, const std::string& to) {
  DOORSTEP_LET(found, files::check_contents(database, from, to, [&](int64_t done, int64_t all) {
                 console.progress(say("文件", "files"), done, static_cast<double>(done) / static_cast<double>(all), 0,
                                  {});
               }));
  console.progress_done();
  return FilesLine{found.contents, found.bytes, std::move(found.faults)};
}

Result<void> all_whole(cli::Console& console, const FilesLine& line) {
  if (line.faults.empty()) return {};
  for (const auto& fault : line.faults) console.note(fault);
  return refuse(
      Fault::conflict, "files-damaged",
      say("{} 个文件缺失或损坏，见上", "{} files are missing or damaged, as named above", line.faults.size()));
}

Result<std::unique_ptr<db::Database>> database_at(const std::string& where) {
  DOORSTEP_LET(database, db::open(where));
  DOORSTEP_TRY(db::migrate(*database, all_migrations()));
  return std::move(database);
}

// The contents of a backup stand in a folder beside its file.
std::string beside(const std::string& file) { return file + ".files"; }

Result<void> back_up(cli::Console& console, const Backup& where) {
  DOORSTEP_LET(database, database_at(where.place()));
  DOORSTEP_TRY(database->backup(where.file));
  // After the database: contents that it refers to stay for a day after the last file lets them go.
  DOORSTEP_LET(line, look(console, *database, where.contents(), beside(where.file)));
  console.print(console.say(say("已备份到 {0}；{1} 个文件在 {2}", "backed up to {0}; {1} files are in {2}", where.file,
                                line.contents, beside(where.file))));
  return all_whole(console, line);
}

Result<void> check(cli::Console& console, const Backup& where, const std::string& to) {
  if (where.contents().empty())
    return refuse(Fault::invalid, "usage", say("请用 --files 指明存放文件的文件夹", "name the folder with --files"));
  DOORSTEP_LET(database, database_at(where.place()));
  DOORSTEP_LET(line, look(console, *database, where.contents(), to));
  console.print(where.json ? json::text(line)
                           : console.say(say("查过 {0} 个文件，{1} 字节", "{0} files looked at, {1} bytes",
                                             line.contents, line.bytes)));
  return all_whole(console, line);
}

// A folder beside the data that goes away again.
struct Staging {
  fs::path path;
  ~Staging() {
    std::error_code none;
    fs::remove_all(path, none);
  }
};

Result<void> restore(cli::Console& console, const Backup& where) {
  const auto target = fs::path{where.data} / "doorstep.db";
  if (fs::exists(target))
    return refuse(
        Fault::conflict, "data-there",
        say("{} 中已有数据，请恢复到空文件夹", "there are data in {}; restore into an empty folder", where.data));
  if (!fs::is_regular_file(where.file))
    return refuse(Fault::not_found, "backup-unknown", say("没有备份文件 {}", "there is no backup {}", where.file));
  fs::create_directories(where.data);
  const Staging staging{fs::path{where.data} / ("restoring-" + new_uuid())};
  fs::create_directories(staging.path);
  fs::copy_file(where.file, staging.path / "doorstep.db");
  {
    DOORSTEP_LET(database, database_at(staging.path.string()));
    DOORSTEP_LET(line, look(console, *database, beside(where.file), where.contents()));
    auto whole = all_whole(console, line);
    if (!whole && !where.partial) {
      whole.error().what =
          say("{}；未恢复。仍要恢复请加 --partial", "{}; nothing was restored. To restore all the same, add --partial",
              console.say(whole.error().what));
      return whole;
    }
    DOORSTEP_TRY(database->backup(target.string()));
    console.print(console.say(say("已恢复到 {0}，文件 {1} 个；请把 secret.key 一并放入",
                                  "restored into {0}, with {1} files; put its secret.key there as well", where.data,
                                  line.contents - static_cast<int64_t>(line.faults.size()))));
  }
  return {};
}

}  // namespace

std::vector<cli::Verb> backup_verbs() {
  return {
      {"backup", say("备份数据库与文件", "back up the database and its files"),
       [](CLI::App& app) {
         auto where = backup_options(app);
         app.add_option("FILE", where->file, "file to write; the files of people go into FILE.files")->required();
         return [where](cli::Console& console) { return back_up(console, *where); };
       }},
      {"restore", say("从备份恢复到空的数据文件夹", "bring a backup back into an empty data folder"),
       [](CLI::App& app) {
         auto where = backup_options(app, false);
         app.add_option("FILE", where->file, "what backup wrote")->required();
         app.add_flag("--partial", where->partial, "although some of its files are missing or damaged");
         return [where](cli::Console& console) { return restore(console, *where); };
       }},
      {"check-files", say("核对每个文件是否完好", "look whether every file is there and whole"),
       [](CLI::App& app) {
         auto where = backup_options(app);
         app.add_flag("--json", where->json, "print one JSON value");
         return [where](cli::Console& console) { return check(console, *where, ""); };
       }},
      {"copy-files", say("核对并复制全部文件，供备份", "check all files and copy them, for a backup"),
       [](CLI::App& app) {
         auto where = backup_options(app);
         app.add_option("TO", where->file, "folder to copy to; what is there already is checked and left")->required();
         app.add_flag("--json", where->json, "print one JSON value");
         return [where](cli::Console& console) { return check(console, *where, where->file); };
       }}};
}

}  // namespace doorstep::app
