#include <doorstep/standards/standards.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "keys.h"

namespace doorstep::standards {

namespace {

using standard::Figure;
using standard::Stage;
using standard::Standard;

constexpr Stage all_stages[] = {Stage::kindergarten, Stage::primary, Stage::junior, Stage::senior};

tl::unexpected<Error> refused(const std::string& name, std::vector<FieldError> faults) {
  return refuse(Fault::invalid, "standard-invalid", say("标准文件 {} 有误", "the standards file {} has faults", name),
                std::move(faults));
}

std::optional<toml::table> parse(std::string_view text, const std::string& name, Faults& faults) {
  auto parsed = toml::parse(text, name);
  if (parsed) return std::move(parsed).table();
  faults.add(parsed.error().source(), "", say("不是合法的 TOML：{}", "is not TOML: {}", parsed.error().description()));
  return std::nullopt;
}

bool is_code(std::string_view code) {
  return !code.empty() && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

void read_code(Keys& keys, std::string_view key, std::string& to) {
  keys.text(key, to, true);
  std::string bare = to;
  if (const auto braces = bare.find("{}"); braces != bare.npos) bare.erase(braces, 2);
  if (!to.empty() && !is_code(bare))
    keys.wrong(key, say("只能用小写字母、数字、- 和 _", "may only have small letters, digits, - and _"));
}

Figure read_figure(Keys& keys) {
  Figure figure;
  read_code(keys, "code", figure.code);
  keys.words("", figure.name, true);
  keys.words("unit", figure.unit, true);
  keys.words("meaning", figure.meaning, false);
  keys.choice("kind", figure.kind, true);
  using standard::FigureKind;
  figure.whole =
      figure.kind != FigureKind::area && figure.kind != FigureKind::money && figure.kind != FigureKind::hours;
  keys.flag("whole", figure.whole);
  keys.number("minimum", figure.minimum, false);
  keys.text("part_of", figure.part_of, false);
  keys.texts("aliases", figure.aliases);
  return figure;
}

std::string numbered(const std::string& pattern, int number) {
  std::string text = pattern;
  if (const auto at = text.find("{}"); at != text.npos) text.replace(at, 2, std::to_string(number));
  return text;
}

void read_family(Keys& keys, std::vector<Figure>& figures) {
  const auto pattern = read_figure(keys);
  int from = 1, to = 0;
  keys.whole("from", from, true);
  keys.whole("to", to, true);
  if (pattern.code.find("{}") == pattern.code.npos)
    return keys.wrong("code", say("须含 {{}}，代表序号", "must have {{}} for the number"));
  if (to < from || to - from > 100)
    return keys.wrong("to", say("须不小于 from，且至多多 100", "must not be below from, nor more than 100 above it"));
  for (int number = from; number <= to; ++number) {
    auto figure = pattern;
    figure.code = numbered(pattern.code, number);
    figure.name = {numbered(pattern.name.zh, number), numbered(pattern.name.en, number)};
    for (auto& alias : figure.aliases) alias = numbered(alias, number);
    figures.push_back(std::move(figure));
  }
}

// Names and aliases must lead to one figure each, or an import could not tell which is meant.
void check_figures(const std::vector<Figure>& figures, Keys& keys) {
  std::set<std::string> codes, headers;
  for (const auto& figure : figures) {
    if (!codes.insert(figure.code).second) keys.wrong("figure", say("{} 重复", "{} is given twice", figure.code));
    std::set<std::string> own{figure.name.zh, figure.name.en};
    own.insert(figure.aliases.begin(), figure.aliases.end());
    for (const auto& header : own)
      if (!header.empty() && !headers.insert(header).second)
        keys.wrong("figure",
                   say("{} 的名称或别名「{}」已被使用", "{}: the name or alias \"{}\" is taken", figure.code, header));
  }
  for (const auto& figure : figures)
    if (!figure.part_of.empty() && !codes.contains(figure.part_of))
      keys.wrong("figure", say("{} 的 part_of：没有名为 {} 的数据项", "{}: part_of names no figure: {}", figure.code,
                               figure.part_of));
}

// Reads one standard; knows the figures it may use.
class StandardReader {
 public:
  explicit StandardReader(const std::vector<Figure>& figures) : figures_(figures) {}

  Standard read(Keys& keys) {
    Standard made;
    read_code(keys, "id", made.id);
    keys.words("", made.name, true);
    keys.words("edition", made.edition, true);
    keys.words("source", made.source, true);
    keys.words("note", made.note, false);
    keys.flag("official", made.official);
    keys.texts("sources", made.sources);
    keys.choices("stages", made.stages);
    if (made.stages.empty()) keys.wrong("stages", say("至少需要一个学段", "needs at least one stage"));
    keys.texts("shared", made.shared);
    for (const auto& figure : made.shared) known(keys, "shared", figure);
    keys.table("school_rule", [&](Keys& inner) {
      auto& rule = made.school_rule.emplace();
      inner.whole("need", rule.need, true);
      inner.number("floor", rule.floor, true);
      if (rule.floor <= 0 || rule.floor > 1)
        inner.wrong("floor", say("应大于 0 且不超过 1", "must be above 0 and at most 1"));
    });
    keys.tables("exclusion", [&](Keys& inner) {
      auto& exclusion = made.exclusions.emplace_back();
      inner.choice("kind", exclusion.kind, true);
      inner.number("students_below", exclusion.students_below);
    });
    keys.tables("split", [&](Keys& inner) { made.splits.push_back(split(inner)); });
    keys.table("composite", [&](Keys& inner) {
      by_stage(inner, [&](Stage stage, double limit) { made.composite.push_back({stage, limit}); });
    });
    keys.tables("indicator", [&](Keys& inner) { made.indicators.push_back(indicator(inner, made.stages)); });
    keys.tables("check", [&](Keys& inner) { made.checks.push_back(check(inner)); });
    if (made.indicators.empty()) keys.wrong("indicator", say("至少需要一个指标", "needs at least one indicator"));
    std::set<std::string> codes;
    for (const auto& item : made.indicators)
      if (!codes.insert(item.code).second) keys.wrong("indicator", say("{} 重复", "{} is given twice", item.code));
    return made;
  }

 private:
  void known(Keys& keys, std::string_view key, const std::string& code) const {
    if (code.empty()) return;
    const auto found = std::any_of(figures_.begin(), figures_.end(), [&](const auto& f) { return f.code == code; });
    if (!found)
      keys.wrong(key, say("figures.toml 中没有名为 {} 的数据项", "figures.toml has no figure called {}", code));
  }

  // A positive number under each key that is the name of a stage.
  static void by_stage(Keys& keys, const std::function<void(Stage, double)>& visit) {
    for (const auto stage : all_stages) {
      const auto key = describe::enum_name(stage);
      std::optional<double> value;
      keys.number(key, value);
      if (value && *value <= 0) keys.wrong(key, say("应大于 0", "must be above 0"));
      if (value) visit(stage, *value);
    }
  }

  static standard::Split split(Keys& keys) {
    standard::Split made;
    keys.choice("form", made.form, true);
    by_stage(keys, [&](Stage stage, double weight) { made.shares.push_back({stage, weight}); });
    return made;
  }

  standard::Indicator indicator(Keys& keys, const std::vector<Stage>& stages) const {
    standard::Indicator made;
    read_code(keys, "code", made.code);
    keys.words("", made.name, true);
    keys.words("unit", made.unit, true);
    keys.words("note", made.note, false);
    keys.text("numerator", made.numerator, true);
    keys.text("denominator", made.denominator, true);
    known(keys, "numerator", made.numerator);
    known(keys, "denominator", made.denominator);
    keys.number("per", made.per, false);
    if (made.per <= 0) keys.wrong("per", say("应大于 0", "must be above 0"));
    keys.whole("decimals", made.decimals, false);
    keys.choice("direction", made.direction, false);
    for (const auto stage : all_stages)
      keys.table(describe::enum_name(stage), [&](Keys& inner) {
        auto& demand = made.demands.emplace_back();
        demand.stage = stage;
        inner.number("threshold", demand.threshold);
        inner.number("cv_limit", demand.cv_limit);
        if (demand.threshold && *demand.threshold <= 0) inner.wrong("threshold", say("应大于 0", "must be above 0"));
        if (demand.cv_limit && *demand.cv_limit <= 0) inner.wrong("cv_limit", say("应大于 0", "must be above 0"));
        if (std::find(stages.begin(), stages.end(), stage) == stages.end())
          keys.wrong(describe::enum_name(stage), say("该学段不在 stages 中", "this stage is not among the stages"));
      });
    return made;
  }

  standard::Check check(Keys& keys) const {
    standard::Check made;
    read_code(keys, "code", made.code);
    keys.words("", made.name, true);
    keys.words("item", made.source, true);
    keys.choice("scope", made.scope, true);
    keys.text("figure", made.figure, true);
    keys.text("over", made.over, false);
    known(keys, "figure", made.figure);
    known(keys, "over", made.over);
    keys.number("per", made.per, false);
    keys.number("each", made.each, false);
    if (made.each < 0 || (keys.has("each") && made.over.empty()))
      keys.wrong("each", say("应大于 0，且须有 over", "must be above 0, and needs over"));
    if (keys.has("at_least") == keys.has("at_most"))
      keys.wrong("at_least", say("at_least 与 at_most 须有且只有一个", "needs either at_least or at_most"));
    made.comparison = keys.has("at_most") ? standard::Comparison::at_most : standard::Comparison::at_least;
    keys.number("at_least", made.limit, false);
    keys.number("at_most", made.limit, false);
    keys.choices("stages", made.stages);
    keys.choices("forms", made.forms);
    return made;
  }

  const std::vector<Figure>& figures_;
};

Result<std::string> text_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file)
    return refuse(Fault::not_found, "standard-unreadable", say("无法读取 {}", "cannot read {}", path.string()));
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

// Moves the faults of `from` to `to`; the value when there is one.
template <class T>
std::optional<T> collect(Result<T> from, std::vector<FieldError>& to) {
  if (from) return std::move(*from);
  auto& error = from.error();
  if (error.fields.empty()) to.push_back({error.code, error.what});
  std::move(error.fields.begin(), error.fields.end(), std::back_inserter(to));
  return std::nullopt;
}

}  // namespace

Result<std::vector<Figure>> read_figures(std::string_view text, const std::string& name) {
  Faults faults{name};
  std::vector<Figure> figures;
  if (const auto table = parse(text, name, faults)) {
    Keys keys(*table, "", faults);
    keys.tables("figure", [&](Keys& inner) { figures.push_back(read_figure(inner)); });
    keys.tables("family", [&](Keys& inner) { read_family(inner, figures); });
    check_figures(figures, keys);
  }
  if (!faults.list().empty()) return refused(name, std::move(faults.list()));
  return figures;
}

Result<Standard> read_standard(std::string_view text, const std::string& name, const std::vector<Figure>& figures) {
  Faults faults{name};
  Standard made;
  if (const auto table = parse(text, name, faults)) {
    Keys keys(*table, "", faults);
    made = StandardReader{figures}.read(keys);
  }
  if (!faults.list().empty()) return refused(name, std::move(faults.list()));
  return made;
}

Result<standard::Book> read_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{folder, failed})
    if (entry.path().extension() == ".toml" && entry.path().filename() != "figures.toml") files.push_back(entry.path());
  if (failed)
    return refuse(Fault::not_found, "standards-missing",
                  say("没有标准文件夹 {}", "there is no folder of standards {}", folder.string()));
  std::sort(files.begin(), files.end());

  standard::Book book;
  std::vector<FieldError> faults;
  DOORSTEP_LET(list, text_of(folder / "figures.toml"));
  if (auto figures = collect(read_figures(list, "figures.toml"), faults)) {
    book.figures = std::move(*figures);
    for (const auto& path : files) {
      DOORSTEP_LET(text, text_of(path));
      auto made = collect(read_standard(text, path.filename().string(), book.figures), faults);
      if (!made) continue;
      if (book.find(made->id))
        faults.push_back(
            {path.filename().string() + ":1: id", say("{} 已被另一文件使用", "{} is taken by another file", made->id)});
      book.standards.push_back(std::move(*made));
    }
  }
  if (!faults.empty()) return refused(folder.string(), std::move(faults));
  return book;
}

}  // namespace doorstep::standards
