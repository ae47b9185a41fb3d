// A mapping proposed for a table never seen before: from its headings in many languages, and from what its cells hold.
#include <algorithm>
#include <cctype>
#include <set>

#include <doorstep/sheets/number.h>

#include "cells.h"
#include "importer.h"
#include "mapping.h"
#include "reading.h"

namespace doorstep::imports {
namespace {

// Parts of headings that mean a target, the more telling first; compared with the plain heading.
struct Hint {
  std::string_view target;
  std::vector<std::string_view> words;
};
const std::vector<Hint>& hints() {
  static const std::vector<Hint> all{
      {"school.code",
       {"schoolcode",
        "schoolid",
        "urn",
        "dienststellennummer",
        "schulnummer",
        "schulnr",
        "codeetablissement",
        "uai",
        "numerodeestablecimiento",
        "codigodecentro",
        "codigo",
        "oppilaitosnumero",
        "oppilaitoskoodi",
        "学校コード",
        "学校代码",
        "學校代碼",
        "学校标识码",
        "学校编码",
        "标识码",
        "code",
        "id",
        "number"}},
      {"school.name",
       {"schoolname",
        "establishmentname",
        "schulname",
        "nomdeletablissement",
        "nometablissement",
        "nombredelcentro",
        "nombreescuela",
        "oppilaitoksennimi",
        "koulunnimi",
        "学校名",
        "学校名称",
        "學校名稱",
        "校名",
        "school",
        "schule",
        "koulu",
        "etablissement",
        "escuela",
        "name",
        "nom",
        "nombre",
        "nimi"}},
      {"district.name",
       {"district",    "county",      "municipality", "localauthority", "landkreis", "kreis",    "bezirk",
        "departement", "département", "provincia",    "kunta",          "市町村",    "区县",     "縣市名稱",
        "縣市",        "所属区县",    "lea",          "gemeinde",       "commune",   "municipio"}},
      {"region.name",
       {"region", "state", "province", "bundesland", "land", "académie", "academie", "maakunta", "comunidad",
        "都道府県", "省", "省市"}},
      {"town.name",
       {"town", "ward", "city", "ort", "stadt", "ville", "localidad", "kaupunki", "taajama", "乡镇", "鄉鎮市區", "街道",
        "区町村"}},
      {"school.address",
       {"address", "adresse", "direccion", "osoite", "street", "strasse", "地址", "住所", "postcode"}},
      {"school.longitude",
       {"longitude", "lon", "lng", "laengengrad", "längengrad", "longitud", "pituusaste", "経度", "经度", "經度"}},
      {"school.latitude", {"latitude", "lat", "breitengrad", "latitud", "leveysaste", "緯度", "纬度"}},
      {"school.x", {"easting", "rechtswert", "xkoordinate", "coordx"}},
      {"school.y", {"northing", "hochwert", "ykoordinate", "coordy"}},
      {"school.begin_on",
       {"opendate", "opened", "openedon", "eroeffnung", "eröffnung", "gruendung", "gründung", "gegründet",
        "dateouverture", "fechadeapertura", "perustettu", "开办日期", "建校日期"}},
      {"school.end_on",
       {"closedate", "closed", "closedon", "schliessung", "schließung", "datefermeture", "fechadecierre", "lakkautettu",
        "撤销日期"}},
      {"school.legal_form",
       {"ownership", "legalform", "traeger", "träger", "secteur", "titularidad", "omistaja", "办学性质",
        "public/private"}},
      {"school.setting", {"urbanrural", "urban/rural", "setting", "城乡", "城乡类型"}},
      {"group.alliance",
       {"trust", "group", "federation", "schulverbund", "verbund", "reseau", "réseau", "red", "集团", "教育集团"}},
      {"return.year",
       {"schoolyear", "academicyear", "schuljahr", "anneescolaire", "annéescolaire", "cursoescolar", "lukuvuosi",
        "学年", "學年度", "学年度", "year", "jahr"}},
      {"return.students",
       {"pupils", "students", "enrolment",     "enrollment", "schueler", "schüler",  "schülerzahl",  "schülerinnen",
        "eleves", "élèves",   "nombredeleves", "alumnos",    "alumnado", "oppilaat", "oppilasmäärä", "oppilaita",
        "児童数", "生徒数",   "学生数",        "学生總數",   "學生數",   "在校生数", "在校学生数"}},
      {"return.teachers",
       {"teachers", "fulltimeteachers", "lehrkraefte", "lehrkräfte", "lehrer", "enseignants", "professeurs",
        "profesores", "docentes", "profesorado", "opettajat", "opettajia", "教員数", "教师数", "专任教师", "專任教師",
        "教師數"}},
      {"return.staff",
       {"otherstaff", "staff", "personal", "personnel", "personaladministrativo", "henkilökunta", "職員", "职员",
        "职工数"}},
      {"return.classes",
       {"classes", "klassen", "anzahlklassen", "divisions", "nombredeclasses", "unidades", "grupos", "luokat", "学級数",
        "班级数", "班級數", "班數"}},
      {"return.places",
       {"capacity", "places", "kapazitaet", "kapazität", "plaetze", "plätze", "capacite", "capacité", "capacidad",
        "plazas", "定員", "学位数", "容量"}},
      {"return.boys",
       {"boys", "male", "maennlich", "männlich", "jungen", "garcons", "garçons", "niños", "pojat", "男生数", "男"}},
      {"return.girls",
       {"girls", "female", "weiblich", "maedchen", "mädchen", "filles", "niñas", "tytöt", "女生数", "女"}}};
  return all;
}

// Latin letters without accents, in lower case; plain_heading() folds ASCII only. Headings and hints are compared so.
std::string bare(std::string_view heading) {
  static constexpr std::string_view letters = "aaaaaaaceeeeiiiidnooooo/ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";
  std::string made;
  for (size_t i = 0; i < heading.size(); ++i) {
    const auto second = i + 1 < heading.size() ? static_cast<unsigned char>(heading[i + 1]) : 0;
    if (static_cast<unsigned char>(heading[i]) == 0xC3 && second >= 0x80 && second <= 0xBF) {
      made += letters[second - 0x80];
      ++i;
    } else if (heading[i] != '\'' && heading[i] != '-') {
      made += heading[i];
    }
  }
  return made;
}

// What the samples of a column are.
struct Sampled {
  std::vector<std::string> distinct;
  size_t filled = 0, numbers = 0, comma_numbers = 0, dates = 0, dotted_dates = 0, unique = 0;
  double lowest = 1e300, highest = -1e300;
};

bool fits_samples(std::string_view target, const Sampled& sampled) {
  if (sampled.filled == 0) return true;
  const bool numeric = sampled.numbers + sampled.comma_numbers >= sampled.filled * 9 / 10;
  if (target == "school.longitude") return numeric && sampled.lowest >= -180 && sampled.highest <= 180;
  if (target == "school.latitude") return numeric && sampled.lowest >= -90 && sampled.highest <= 90;
  if (target == "school.x" || target == "school.y") return numeric && sampled.highest > 180;
  if (target == "return.year") return sampled.filled > 0;
  if (target.starts_with("return.")) return numeric && sampled.lowest >= 0;
  if (target == "school.code") return sampled.unique * 10 >= sampled.filled * 9;
  if (target == "school.begin_on" || target == "school.end_on") return sampled.dates + sampled.dotted_dates > 0;
  return !numeric;
}

double likeness(const std::string& heading, const std::vector<std::string_view>& words) {
  double best = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    const double order = 0.1 * static_cast<double>(i) / static_cast<double>(words.size());
    const auto word = bare(words[i]);
    if (heading == word)
      best = std::max(best, 1.0 - order);
    else if (word.size() >= 4 && heading.find(word) != heading.npos)
      best = std::max(best, 0.75 - order);
  }
  return best;
}

Sampled sample(const std::vector<std::string>& cells) {
  Sampled made;
  std::set<std::string> seen;
  for (const auto& cell : cells) {
    if (cell.empty()) continue;
    ++made.filled;
    if (seen.insert(cell).second && made.distinct.size() < 5) made.distinct.push_back(cell);
    if (sheets::parse_date(cell)) ++made.dates;
    if (sheets::parse_date(cell, "DD.MM.YYYY") || sheets::parse_date(cell, "DD/MM/YYYY")) ++made.dotted_dates;
    auto value = sheets::parse_number(cell);
    if (value)
      ++made.numbers;
    else if ((value = sheets::parse_number(cell, ',')))
      ++made.comma_numbers;
    if (value) made.lowest = std::min(made.lowest, *value), made.highest = std::max(made.highest, *value);
  }
  made.unique = seen.size();
  return made;
}

std::string date_format(const std::vector<std::string>& cells) {
  for (const std::string format : {"DD.MM.YYYY", "DD/MM/YYYY", "DD-MM-YYYY", "MM/DD/YYYY"}) {
    bool all = true, any = false;
    for (const auto& cell : cells) {
      if (cell.empty() || sheets::parse_date(cell)) continue;
      any = true;
      all = all && sheets::parse_date(cell, format).has_value();
    }
    if (any && all) return format;
  }
  return {};
}

struct Guess {
  double sure = 0;
  size_t column = 0;
  std::string_view target;
};

// Whether a column's decimals are written with a comma: some of its numbers can only be read so, or others in the table
// can and its own read so as well ("1.204" is then a thousand and more). Coordinates are never taken for thousands.
bool comma_in(const Guess& guess, const std::vector<Sampled>& sampled,
              const std::vector<std::vector<std::string>>& cells) {
  if (sampled[guess.column].comma_numbers > 0) return true;
  const bool table = std::ranges::any_of(sampled, [](const Sampled& other) { return other.comma_numbers > 0; });
  return table && guess.target.starts_with("return.") && guess.target != "return.year" &&
         std::ranges::all_of(cells[guess.column], [](const std::string& cell) {
           return cell.empty() || sheets::parse_number(cell, ',').has_value();
         });
}

// Gives every target the likeliest column that no likelier target has. A table that names towns or regions only has
// them as its districts.
std::set<std::string> choose(Proposal& proposal, std::vector<Guess> guesses, const std::vector<Sampled>& sampled,
                             const std::vector<std::vector<std::string>>& cells) {
  std::ranges::stable_sort(guesses, std::greater{}, &Guess::sure);
  std::set<std::string> filled;
  for (const auto& guess : guesses) {
    auto& column = proposal.columns[guess.column];
    if (!column.guess.empty() || !filled.insert(std::string{guess.target}).second) continue;
    column.guess = guess.target;
    column.confidence = guess.sure;
    MappingField field{std::string{guess.target}, {column.heading}, {}, {}, {}, {}};
    if (comma_in(guess, sampled, cells)) field.format = ",";
    if (guess.target.ends_with("_on")) field.format = date_format(cells[guess.column]);
    proposal.mapping.fields.push_back(std::move(field));
  }
  for (const std::string other : {"town.name", "region.name"}) {
    if (filled.contains("district.name") || !filled.contains(other)) continue;
    filled.erase(other);
    filled.insert("district.name");
    std::ranges::find(proposal.mapping.fields, other, &MappingField::target)->target = "district.name";
    auto& column = *std::ranges::find(proposal.columns, other, &ForeignColumn::guess);
    column.guess = "district.name";
    column.confidence /= 2;
  }
  return filled;
}

}  // namespace

Result<Proposal> Importer::propose_file(const std::string& path) {
  const auto input = sheets::Input::file(path);
  DOORSTEP_LET(table, first_table(input, {}));
  const auto& header = table->header();
  std::vector<std::vector<std::string>> cells(header.size());
  for (int rows = 0; rows < 200; ++rows) {
    auto next = table->next();
    if (!next) return pass_on(next);
    if (!*next) break;
    for (size_t i = 0; i < header.size(); ++i) cells[i].push_back(sheets::narrow((*next)->cells[i]));
  }

  Proposal proposal;
  proposal.sheet = table->info().name;
  proposal.targets = targets(*needs_.book);
  proposal.mapping.headings = header;
  std::erase(proposal.mapping.headings, std::string{});
  proposal.mapping.stage = "primary";
  proposal.mapping.year = Date::today().year() - (Date::today().month() < 8);
  std::vector<Guess> guesses;
  std::vector<Sampled> sampled;
  for (size_t i = 0; i < header.size(); ++i) {
    sampled.push_back(sample(cells[i]));
    const auto heading = bare(plain_heading(header[i]));
    for (const auto& hint : hints())
      if (const double sure = likeness(heading, hint.words); sure > 0 && fits_samples(hint.target, sampled[i]))
        guesses.push_back({sure, i, hint.target});
    proposal.columns.push_back({header[i], sampled[i].distinct, "", 0});
  }
  for (const auto& figure : figure_columns(*needs_.book, header))
    for (const auto& target : proposal.targets)
      if (target.name == "return." + figure.code) guesses.push_back({0.95, figure.column, target.name});
  const auto filled = choose(proposal, std::move(guesses), sampled, cells);
  // A table without districts is one district, named by a constant that the dialog asks for.
  for (const auto& target : proposal.targets)
    if (target.required && !filled.contains(target.name)) proposal.missing.push_back(target.name);
  return proposal;
}

Result<Proposal> Importer::propose(const std::string& id) {
  DOORSTEP_LET(run, row_with_file(id));
  DOORSTEP_LET(proposal, propose_file(run.path));
  auto name = run.file.substr(0, run.file.rfind('.'));
  proposal.mapping.name = name;
  for (auto& c : name) c = static_cast<char>(std::isalnum(static_cast<unsigned char>(c)) ? std::tolower(c) : '-');
  name.erase(0, name.find_first_not_of('-') == name.npos ? name.size() : name.find_first_not_of('-'));
  proposal.mapping.id = name.empty() ? "table-" + id.substr(0, 8) : name;
  proposal.mapping.space = proposal.mapping.id;
  return proposal;
}

}  // namespace doorstep::imports
