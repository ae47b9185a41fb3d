// Our database beside raw sqlite3 and the sqlite3 way of bulk inserts, from one run on one machine.
#include <sqlite3.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

#include <doorstep/db/db.h>

namespace doorstep::db {
namespace {

struct School {
  std::string id;
  std::string name;
  std::string town;
  int64_t students = 0;
  double share = 0;
};
BOOST_DESCRIBE_STRUCT(School, (), (id, name, town, students, share))

constexpr int schools = 2668;
constexpr int lookups = 300000;
constexpr int bulk_rows = 1000000;

template <class Work>
double rate(int count, Work&& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return count / std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

std::string id_of(int number) { return fmt::format("6f1c0b52-0000-4000-8000-{:012}", number); }

int64_t sink = 0;

double raw_lookups(const std::string& file, const std::vector<std::string>& ids) {
  sqlite3* database = nullptr;
  sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, "SELECT id, name, town, students, share FROM school WHERE id=?", -1, &statement,
                     nullptr);
  const auto text = [&](int column) {
    return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)));
  };
  const double made = rate(lookups, [&] {
    for (int i = 0; i < lookups; ++i) {
      const auto& id = ids[static_cast<size_t>(i * 7 % schools)];
      sqlite3_bind_text(statement, 1, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
      sqlite3_step(statement);
      const School school{text(0), text(1), text(2), sqlite3_column_int64(statement, 3),
                          sqlite3_column_double(statement, 4)};
      sink += school.students;
      sqlite3_reset(statement);
    }
  });
  sqlite3_finalize(statement);
  sqlite3_close(database);
  return made;
}

double our_lookups(Database& database, const std::vector<std::string>& ids) {
  return rate(lookups, [&] {
    for (int i = 0; i < lookups; ++i) {
      const auto school = database.read([&](Session& session) {
        return session.one<School>("SELECT id, name, town, students, share FROM school WHERE id=$1",
                                   ids[static_cast<size_t>(i * 7 % schools)]);
      });
      sink += school->students;
    }
  });
}

double raw_bulk(const std::string& file) {
  sqlite3* database = nullptr;
  sqlite3_open(file.c_str(), &database);
  sqlite3_exec(database, "PRAGMA journal_mode=WAL; CREATE TABLE t(id TEXT PRIMARY KEY, name TEXT, n BIGINT); BEGIN",
               nullptr, nullptr, nullptr);
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO t VALUES(?,?,?)", -1, &statement, nullptr);
  const double made = rate(bulk_rows, [&] {
    for (int i = 0; i < bulk_rows; ++i) {
      const auto id = id_of(i);
      sqlite3_bind_text(statement, 1, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
      sqlite3_bind_text(statement, 2, "某某小学", -1, SQLITE_STATIC);
      sqlite3_bind_int64(statement, 3, i);
      sqlite3_step(statement);
      sqlite3_reset(statement);
    }
    sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr);
  });
  sqlite3_finalize(statement);
  sqlite3_close(database);
  return made;
}

double our_bulk(Database& database) {
  return rate(bulk_rows, [&] {
    const auto done = database.write([](Session& session) -> Result<int> {
      session.script("CREATE TABLE t(id TEXT PRIMARY KEY, name TEXT, n BIGINT)");
      const auto bulk = session.bulk("t", "id, name, n");
      for (int i = 0; i < bulk_rows; ++i) {
        const auto id = id_of(i);
        const Value row[] = {to_value(id), to_value("某某小学"), to_value(i)};
        bulk->add(row);
      }
      bulk->flush();
      return 0;
    });
    if (!done) std::abort();
  });
}

void print(const char* what, double ours, double theirs) {
  fmt::print("{:<28} {:>12.0f}/s  raw sqlite3 {:>12.0f}/s  ratio {:.2f}\n", what, ours, theirs, ours / theirs);
}

}  // namespace

int bench(const std::string& folder) {
  const auto opened = open(folder);
  if (!opened) return 1;
  auto& database = **opened;
  std::vector<std::string> ids;
  for (int i = 0; i < schools; ++i) ids.push_back(id_of(i));
  const auto filled = database.write([&](Session& session) -> Result<int> {
    session.script(
        "CREATE TABLE school(id TEXT PRIMARY KEY, name TEXT, town TEXT, students BIGINT, share DOUBLE PRECISION)");
    const auto bulk = session.bulk("school", columns_of<School>());
    for (int i = 0; i < schools; ++i)
      bulk->add_row(School{ids[static_cast<size_t>(i)], "成都市双流区实验小学", "东升街道", i, i / 7.0});
    bulk->flush();
    return 0;
  });
  if (!filled) return 1;
  print("one row by id", our_lookups(database, ids), raw_lookups(folder + "/doorstep.db", ids));
  const double ours = our_bulk(database);
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  print("bulk, 1M rows, text key", ours, raw_bulk(folder + "/raw.db"));
  fmt::print("{:<28} {:>12} MB  limit 300 MB\n", "peak memory of the bulk", used.ru_maxrss / 1024);
  return sink > 0 ? 0 : 1;
}

}  // namespace doorstep::db

int main() {
  auto folder = (std::filesystem::temp_directory_path() / "doorstep-bench-XXXXXX").string();
  if (!::mkdtemp(folder.data())) return 1;
  const int code = doorstep::db::bench(folder);
  std::filesystem::remove_all(folder);
  return code;
}
