#include "importer.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "mapping.h"
#include "reading.h"
#include "sheet_match.h"

namespace doorstep::imports {
namespace {

// Turns what the readers of several files tell into one Progress with rate and time left.
class Meter {
 public:
  explicit Meter(const Watch& watch) : watch_(watch) {}
  // The next file begins, so great a part of the whole.
  void next(double part) {
    rows_before_ = rows_;
    share_before_ += part_;
    part_ = part;
  }
  Result<void> tell(int64_t rows, double share_of_file) {
    rows_ = rows_before_ + rows;
    if (!watch_) return {};
    const double share = std::clamp(share_before_ + part_ * share_of_file, 0.0, 1.0);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    Progress progress{rows_, share, seconds > 0 ? static_cast<double>(rows_) / seconds : 0, std::nullopt};
    if (share > 0.01) progress.seconds_left = seconds / share * (1 - share);
    return watch_(progress);
  }

 private:
  const Watch& watch_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  int64_t rows_ = 0, rows_before_ = 0;
  double part_ = 0, share_before_ = 0;
};

void merge(registry::IntakeReport& into, registry::IntakeReport&& more) {
  for (auto& table : more.tables) {
    const auto same = std::ranges::find(into.tables, table.table, &registry::TableCounts::table);
    if (same == into.tables.end()) {
      into.tables.push_back(std::move(table));
      continue;
    }
    same->added += table.added;
    same->changed += table.changed;
    same->ended += table.ended;
    same->unchanged += table.unchanged;
    const auto append = [](auto& to, auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    append(same->added_samples, table.added_samples);
    append(same->changed_samples, table.changed_samples);
    append(same->ended_samples, table.ended_samples);
  }
  into.faults.insert(into.faults.end(), more.faults.begin(), more.faults.end());
  into.fault_count += more.fault_count;
  into.warning_count += more.warning_count;
  into.written = more.written;
}

// What to do with a file that nothing recognises; names the sheet of ours that it is nearest to.
Error no_mapping_fits(const sheets::Input& input) {
  Words what =
      say("不认识“{}”：既不是 OneRoster，也不是模板，也没有合适的映射；用 --as 指定映射，或在网页导入对话框中建立一个",
          "“{}” is neither OneRoster nor one of our templates, and no mapping fits: name one with --as, or make one in "
          "the import dialog",
          input.name);
  if (const auto table = first_table(input, {}); table)
    if (const auto near = nearest_sheet((*table)->header()); near.sheet && !near.missing.empty()) {
      what.zh += fmt::format("（若想填“{}”表，缺少的列：", near.sheet->zh);
      what.en += fmt::format(" (if it is meant as the sheet “{}”, it lacks: ", near.sheet->en);
      for (const auto* column : near.missing) {
        const bool last = column == near.missing.back();
        what.zh += std::string{column->zh} + (last ? "）" : "、");
        what.en += std::string{column->en} + (last ? ")" : ", ");
      }
    }
  return {Fault::invalid, "format-unknown", std::move(what), {}};
}

}  // namespace

std::unique_ptr<Imports> make_imports(Needs needs) { return std::make_unique<Importer>(std::move(needs)); }

Importer::Importer(Needs needs) : needs_(std::move(needs)) {}

std::vector<Mapping> Importer::all_mappings() {
  auto all = built_in_mappings();
  for (const auto& toml : needs_.database->read([](db::Session& session) { return store::mappings(session); }))
    if (auto mapping = read_mapping(toml, "imports_mapping")) all.push_back(std::move(*mapping));
  return all;
}

Result<std::vector<Importer::Delivery>> Importer::deliveries(const std::vector<sheets::Input>& inputs,
                                                             const std::string& as) {
  auto mappings = all_mappings();
  std::string wanted = as;
  if (as.ends_with(".toml")) {
    auto bytes = sheets::Input::file(as).open();
    if (!bytes) return pass_on(bytes);
    std::string text(1 << 20, '\0');
    DOORSTEP_LET(size, sheets::read_fully(**bytes, text.data(), text.size()));
    DOORSTEP_LET(mapping, read_mapping(std::string_view{text}.substr(0, size), as));
    if (auto faults = faults_of(mapping, *needs_.book); !faults.empty())
      return refuse(Fault::invalid, "mapping-invalid", say("映射 {} 有误", "mapping {} has faults", as),
                    std::move(faults));
    wanted = mapping.id;
    std::erase_if(mappings, [&](const Mapping& other) { return other.id == wanted; });
    mappings.push_back(mapping);
  }
  std::vector<Delivery> all;
  Delivery* sheets_of_ours = nullptr;
  all.reserve(inputs.size());
  for (const auto& input : inputs) {
    DOORSTEP_LET(detected, detect(input, mappings, wanted));
    if (detected.format == Format::unknown) return tl::unexpected<Error>(no_mapping_fits(input));
    if (detected.format == Format::templates && sheets_of_ours) {
      sheets_of_ours->inputs.push_back(input);
      continue;
    }
    all.push_back({detected, {input}});
    if (detected.format == Format::templates) sheets_of_ours = &all.back();
  }
  // Our sheets say more about what the others bring, in whichever order the files were named.
  std::ranges::stable_partition(all, [](const Delivery& one) { return one.detected.format != Format::templates; });
  return all;
}

int64_t Importer::Delivery::bytes() const {
  int64_t sum = 0;
  for (const auto& input : inputs) sum += input.size();
  return sum;
}

Result<void> Importer::read(const Delivery& delivery, Reading reading) {
  switch (delivery.detected.format) {
    case Format::oneroster:
      return read_oneroster(reading, delivery.inputs.front(), needs_.instance);
    case Format::foreign:
      return read_foreign(reading, delivery.inputs.front(), *delivery.detected.mapping);
    default:
      return read_templates(reading, *needs_.book, delivery.inputs);
  }
}

Result<std::vector<registry::IntakeReport>> Importer::take(const Actor& actor, const std::vector<Delivery>& all,
                                                           const ImportOptions& options, const Watch& watch) {
  Meter meter{watch};
  int64_t bytes = 1;
  for (const auto& delivery : all) bytes += delivery.bytes();
  std::vector<registry::Intaking> files;
  for (const auto& delivery : all)
    files.push_back(
        {{delivery.detected.source, options.dry_run, options.over_hand_edits, options.effective},
         [&, part = static_cast<double>(delivery.bytes()) / static_cast<double>(bytes)](registry::Intake& intake) {
           meter.next(part);
           return read(delivery, {intake, [&](int64_t rows, double share) { return meter.tell(rows, share); }});
         }});
  return needs_.registry->take_in(actor, std::move(files));
}

Result<registry::IntakeReport> Importer::import_files(const Actor& actor, const std::vector<std::string>& paths,
                                                      const ImportOptions& options, const Watch& watch) {
  std::vector<sheets::Input> inputs;
  for (const auto& path : paths) {
    if (std::filesystem::is_directory(path))
      return refuse(Fault::invalid, "file-is-folder",
                    say("“{}”是文件夹；请给出其中的文件", "“{}” is a directory: name the files in it", path));
    inputs.push_back(sheets::Input::file(path));
  }
  const auto began = now_utc();
  auto found = deliveries(inputs, options.as);
  if (!found) {
    if (!options.dry_run) record(actor, {{{}, inputs}}, began, tl::unexpected<Error>(found.error()));
    return pass_on(found);
  }
  auto reports = take(actor, *found, options, watch);
  if (!options.dry_run) record(actor, *found, began, reports);
  if (!reports) return pass_on(reports);
  registry::IntakeReport whole;
  for (auto& report : *reports) merge(whole, std::move(report));
  return whole;
}

// --- mappings

std::vector<MappingSummary> Importer::mappings() {
  std::vector<MappingSummary> all;
  const auto built_in = built_in_mappings().size();
  for (const auto& mapping : all_mappings())
    all.push_back({mapping.id, mapping.name, all.size() < built_in, mapping.headings});
  return all;
}

Result<Mapping> Importer::mapping(const std::string& id) {
  for (auto& mapping : all_mappings())
    if (mapping.id == id) return std::move(mapping);
  return refuse(Fault::not_found, "mapping-unknown", say("没有映射“{}”", "there is no mapping “{}”", id));
}

Result<Mapping> Importer::keep_mapping(const Actor& actor, const Mapping& wanted) {
  Mapping mapping = wanted;
  if (mapping.space.empty()) mapping.space = mapping.id;
  auto faults = faults_of(mapping, *needs_.book);
  if (mapping.id.empty() || mapping.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") != mapping.id.npos)
    faults.push_back(
        {"id", say("应由小写字母、数字和连字符组成", "must be of lower-case letters, digits and hyphens")});
  for (const auto& built_in : built_in_mappings())
    if (built_in.id == mapping.id)
      faults.push_back({"id", say("是内置映射的名字，请另起一个", "belongs to a built-in mapping: choose another")});
  if (!faults.empty())
    return refuse(Fault::invalid, "mapping-invalid", say("映射有误", "the mapping has faults"), std::move(faults));
  DOORSTEP_TRY(needs_.database->write([&](db::Session& session) -> Result<void> {
    store::keep_mapping(session, mapping.id, write_mapping(mapping), actor.name, now_utc());
    needs_.trail->append(
        session, actor,
        {"mapping-kept", "mapping", mapping.id, {}, {{"toml", {}, {json::text(write_mapping(mapping))}}}});
    return {};
  }));
  return mapping;
}

}  // namespace doorstep::imports
