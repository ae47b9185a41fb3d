// The only place that knows every room.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include <doorstep/accounts/routes.h>
#include <doorstep/accounts/routes_passkeys.h>
#include <doorstep/accounts/routes_ways.h>
#include <doorstep/balance/module.h>
#include <doorstep/bookings/module.h>
#include <doorstep/calendar/module.h>
#include <doorstep/centres/module.h>
#include <doorstep/charter/module.h>
#include <doorstep/children/module.h>
#include <doorstep/classroom/module.h>
#include <doorstep/council/module.h>
#include <doorstep/courses/module.h>
#include <doorstep/evaluation/module.h>
#include <doorstep/files/routes.h>
#include <doorstep/flows/module.h>
#include <doorstep/groups/module.h>
#include <doorstep/http/operations.h>
#include <doorstep/imports/module.h>
#include <doorstep/joint/module.h>
#include <doorstep/mail/module.h>
#include <doorstep/notices/module.h>
#include <doorstep/offerings/module.h>
#include <doorstep/registry/module.h>
#include <doorstep/standards/standards.h>
#include <doorstep/unity/module.h>

#include "measures.h"
#include "product.h"
#include "rights_matrix.h"
#include "wiring_cartridges.h"
#include "wiring_classroom.h"
#include "wiring_offerings.h"
#include "wiring_students.h"
#include "wiring_teachers.h"
#include "wiring_tools.h"

namespace doorstep::app {
namespace {

namespace fs = std::filesystem;

// A folder of the product itself: as the environment says, beside the program, or where packages put it.
std::string own_folder(const char* variable, const char* beside, const char* installed) {
  if (const char* said = std::getenv(variable); said && *said) return said;
  std::error_code none;
  const auto program = fs::read_symlink("/proc/self/exe", none).parent_path();
  for (auto folder = program; folder.has_relative_path(); folder = folder.parent_path())
    if (fs::exists(folder / beside)) return (folder / beside).string();
  return installed;
}

bool is_folder(const std::string& where) {
  return !where.starts_with("postgresql://") && !where.starts_with("postgres://");
}

// Uploads on their way lie beside where files are kept, so that they are moved and not copied.
std::string uploads_folder(const std::string& where, const std::string& files) {
  const auto folder = !files.empty()     ? fs::path{files}
                      : is_folder(where) ? fs::path{where} / "files"
                                         : fs::temp_directory_path() / "doorstep";
  fs::create_directories(folder);
  return folder.string();
}

Result<void> healthy(db::Database& database) {
  database.read([](db::Session& session) { settings::get_text(session, "instance"); });
  return {};
}

}  // namespace

std::string standards_folder() {
  return own_folder("DOORSTEP_STANDARDS", "standards", "/usr/share/doorstep/standards");
}
std::string web_folder() { return own_folder("DOORSTEP_WEB", "web/dist", "/usr/share/doorstep/web"); }

std::string contents_folder(const std::string& where, const std::string& files) {
  if (!files.empty()) return (fs::path{files} / "blobs").string();
  return is_folder(where) ? (fs::path{where} / "files" / "blobs").string() : std::string{};
}

std::vector<db::Migration> all_migrations() {
  std::vector<db::Migration> all;
  for (const auto steps :
       {settings::migrations(),    audit::migrations(),    jobs::migrations(),      accounts::migrations(),
        files::migrations(),       registry::migrations(), groups::migrations(),    unity::migrations(),
        council::migrations(),     centres::migrations(),  charter::migrations(),   bookings::migrations(),
        children::migrations(),    notices::migrations(),  offerings::migrations(), courses::migrations(),
        assignments::migrations(), joint::migrations(),    calendar::migrations(),  mail::migrations(),
        evaluation::migrations(),  imports::migrations(),  tools::migrations(),     classroom::migrations()})
    all.insert(all.end(), steps.begin(), steps.end());
  add_student_migrations(all);
  add_teacher_migrations(all);
  return all;
}

// Guardians and students come by a code of their school: accounts are made and given posts in the school's name.
children::Around around_children(Product& product) {
  return {*product.database, *product.registry, *product.trail,
          [&product](const std::string& sign_in, const std::string& name, Role role,
                     const OrgId& school) -> Result<children::MadeAccount> {
            DOORSTEP_LET(made, account_of_school(product, sign_in, name, role, school));
            return children::MadeAccount{made.account, made.link};
          },
          [&product](const AccountId& account, Role role, const OrgId& school) -> Result<void> {
            const auto by = school_itself(school);
            DOORSTEP_LET(known, product.accounts->account(by, account));
            for (const auto& post : known.posts)
              if (post.role == role && post.org == school && holds_on(post, Date::today())) return {};
            DOORSTEP_TRY(product.accounts->give_post(by, account, {role, school, {}, {}}));
            return {};
          }};
}

Result<std::unique_ptr<Product>> open_product(const std::string& where, const Opening& opening) {
  auto made = std::make_unique<Product>();
  auto& product = *made;
  product.where = where;
  DOORSTEP_LET(book, standards::read_folder(standards_folder()));
  product.book = std::move(book);
  DOORSTEP_LET(database, db::open(where));
  product.database = std::move(database);
  product.uploads = uploads_folder(where, opening.files);
  product.contents = contents_folder(where, opening.files);
  DOORSTEP_TRY(db::migrate(*product.database, all_migrations()));
  DOORSTEP_LET(instance, settings::instance(*product.database, where));
  product.instance = instance;
  product.trail = std::make_unique<audit::Trail>(instance.pepper);
  product.registry = registry::make_registry(*product.database, {product.trail.get(), instance.pepper});
  product.standings = registry::make_standings(*product.trail);
  DOORSTEP_TRY(registry::load_codes(*product.database, standards_folder() + "/codes"));
  product.places = registry::make_places(*product.registry);
  product.accounts = std::make_unique<accounts::Accounts>(*product.database, *product.trail, *product.places,
                                                          accounts::Accounts::Settings{.secret = instance.pepper});
  product.files = std::make_unique<files::Files>(*product.database, *product.trail, product.contents);
  product.parts = std::make_unique<files::Uploads>(*product.database, *product.files, product.contents);
  product.previews = std::make_unique<files::Previews>(*product.database, product.contents);
  product.jobs = std::make_unique<jobs::Runner>(*product.database, jobs::Options{.machine = opening.machine});
  product.federation = std::make_unique<accounts::Federation>(*product.accounts, fetch::send);
  product.passkeys = std::make_unique<accounts::Passkeys>(*product.accounts);
  open_teachers(product);
  product.groups = groups::make_groups(*product.database, *product.registry);
  product.unity =
      unity::make_unity(*product.database, *product.registry, *product.trail, *product.files,
                        [&product](const OrgId& group, Date from) { return product.joint->held(group, from); });
  product.councils =
      council::make_councils(*product.database, *product.registry, *product.trail, *product.files,
                             [&product](const std::string& sign_in) { return product.accounts->named(sign_in); });
  product.centres =
      centres::make_centres(*product.database, *product.registry, *product.trail,
                            [&product](const std::string& sign_in) { return product.accounts->named(sign_in); });
  product.charters = charter::make_charters(*product.database, *product.registry, *product.councils, *product.trail);
  product.bookings = bookings::make_bookings(*product.database, *product.registry, *product.trail);
  product.children = children::make_children(around_children(product));
  product.notices =
      notices::make_notices(*product.database, *product.places, *product.trail,
                            [&product] {
                              std::vector<notices::Holder> holders;
                              for (auto& one : product.accounts->holders())
                                holders.push_back({one.account, std::move(one.name), one.post});
                              return holders;
                            },
                            {[&product](const ClassId& id) { return product.children->accounts_of_class(id); },
                             [&product](const ClassId& id) -> std::optional<OrgId> {
                               const auto school = product.registry->school_of_class(id);
                               return school ? std::optional{*school} : std::nullopt;
                             }});
  open_offerings(product);
  open_students(product);
  open_assignments(product);
  product.joint = joint::make_joint(*product.database, *product.registry, *product.trail, *product.files,
                                    [&product](const OrgId& group) { return product.bookings->zone_of(group); });
  open_teachers_of_groups(product);
  product.courses =
      courses::make_courses({*product.database, *product.registry, *product.places, *product.offerings, *product.trail,
                             [&product](const Actor& actor, const std::string& id) -> Result<std::string> {
                               DOORSTEP_LET(found, product.resources->resource(actor, id, 0));
                               return found.of.title;
                             }});
  open_cartridges(product);
  open_tools(product);
  open_classroom(product);
  product.flows = flows::make_flows(
      {*product.registry, [&product](Date from, Date until) { return product.secondments->shared_time(from, until); },
       [&product](Date from, Date until) { return product.resources->use_flows(from, until); },
       [&product](const OrgId& within, Date from, Date until) { return product.offerings->flows(within, from, until); },
       [&product](const PersonId& person) {
         const auto teacher = product.staff->teacher(person);
         return teacher ? teacher->school_id : OrgId{};
       }});
  product.calendar = calendar::make_calendar(
      {*product.database, *product.councils, *product.joint, *product.bookings, *product.training, *product.offerings,
       *product.places, [&product](const AccountId& account) { return product.accounts->actor(account); },
       [&product](const Actor& actor, Date from, Date to) { return due_events(product, actor, from, to); },
       [&product](const Actor& actor, Date from, Date to) { return lesson_events(product, actor, from, to); },
       [&product](const OrgId& group, Date from, Date to) { return lesson_events_of(product, group, from, to); }});
  product.mail =
      mail::make_mail({*product.database, *product.notices, *product.calendar, *product.trail, instance.pepper,
                       [&product](const AccountId& account) { return product.accounts->actor(account); }});
  product.evaluations = evaluation::make_evaluations(
      *product.database, *product.registry, *product.trail,
      [&product](const AccountId& id) { return product.accounts->sign_in_of(id); }, measures_of(product));
  product.balance = balance::make_balance(*product.registry, product.book);
  product.imports = imports::make_imports({product.database.get(), product.registry.get(), product.jobs.get(),
                                           &product.book, product.trail.get(), instance.id, product.uploads});
  return made;
}

std::vector<http::Route> routes_of(Product& product) {
  std::vector<http::Route> all;
  const auto add = [&](std::vector<http::Route> rows) {
    all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  };
  add(http::operation_routes(product.metrics, [&] { return healthy(*product.database); }));
  add(accounts::routes(*product.accounts, *product.places));
  add(accounts::federation_routes(*product.accounts, *product.federation));
  add(accounts::passkey_routes(*product.passkeys));
  add(accounts::audit_routes(*product.database, *product.trail, *product.places));
  add(files::routes(*product.files));
  add(files::routes(*product.parts, *product.files));
  add(registry::routes(*product.registry, *product.places));
  add(groups::routes(*product.groups, *product.registry, *product.places));
  add(unity::routes(*product.unity, *product.places, *product.files));
  add(council::routes(*product.councils, *product.places, *product.files));
  add(centres::routes(*product.centres, *product.places));
  add(charter::routes(*product.charters));
  add(bookings::routes(*product.bookings, *product.places));
  add(children::routes(*product.children, *product.registry));
  add(notices::routes(*product.notices, *product.places));
  add(offerings::routes(*product.offerings));
  add(courses::routes(*product.courses));
  add_cartridge_routes(product, all);
  add(tools::routes(*product.tools));
  add(flows::routes(*product.flows));
  add(assignments::routes(*product.assignments));
  add(assignments::marking_routes(*product.assignments, *product.parts));
  add(joint::routes(*product.joint, *product.places, *product.files));
  add(calendar::routes(*product.calendar));
  add(mail::routes(*product.mail));
  add(evaluation::routes(*product.evaluations, *product.places));
  add(balance::routes(*product.balance, *product.places));
  add(imports::routes(*product.imports, product.book, *product.places));
  add_classroom_routes(product, all);
  add_student_routes(product, all);
  add_teacher_routes(product, all);
  all.push_back(map_route(product.map));
  add_rights_routes(all);
  return all;
}

}  // namespace doorstep::app
