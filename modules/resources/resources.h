// Resources: the library of a district and its schools: lesson plans, slides, films, exercises ... by version, with
// licence and origin; shared with a school, a group, the district or everybody; taken up by a reviewer, certified at
// four levels; used, adapted and rated.
//
// Who sees what is said by Right::library_read over the organisation with which a resource is shared. Thread safe;
// every change is one transaction with its entry in the audit trail.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/file.h>
#include <doorstep/base/result.h>

namespace doorstep::resources {

// With whom it is shared.
enum class ShareScope { school, group, district, public_ };
BOOST_DESCRIBE_ENUM(ShareScope, school, group, district, public_)
// superseded: was shown, and a later version is.
enum class VersionState { draft, submitted, returned, published, superseded, withdrawn };
BOOST_DESCRIBE_ENUM(VersionState, draft, submitted, returned, published, superseded, withdrawn)
// Of a "quality course": who certified it.
enum class QualityLevel { school, group, district, city };
BOOST_DESCRIBE_ENUM(QualityLevel, school, group, district, city)
enum class ResourceSort { newest, used, rated };
BOOST_DESCRIBE_ENUM(ResourceSort, newest, used, rated)

struct ResourceKind {
  std::string code;
  Words name;
  std::string lrmi;  // learningResourceType, as harvesters read it
};
BOOST_DESCRIBE_STRUCT(ResourceKind, (), (code, name, lrmi))
struct ResourceLicence {
  std::string code;
  Words name;
  std::string url;
  bool adapt = false;  // others may change it and share that
  bool alike = false;  // under the same licence only
  bool open = false;   // everybody may have it
};
BOOST_DESCRIBE_STRUCT(ResourceLicence, (), (code, name, url, adapt, alike, open))
struct ResourceTerms {
  std::vector<ResourceKind> kinds;
  std::vector<ResourceLicence> licences;
};
BOOST_DESCRIBE_STRUCT(ResourceTerms, (), (kinds, licences))

// --- what is shown

// In a list. Members from `version` on are of the version that is shown, or of the newest one in a list of one's own.
struct ResourceCard {
  std::string id;
  OrgId owner_id;
  std::string owner;
  int64_t version = 0;
  VersionState state{};
  std::string title, kind, subject;
  std::vector<std::string> grades;  // as the register writes them: 01 to 12, KG
  std::string node;                 // place in the curriculum, "人教版/三年级上册/分数"
  std::vector<std::string> tags;
  std::string authors, licence;
  ShareScope scope{};
  OrgId shelf_id;  // empty: everybody
  std::string shelf;
  std::vector<QualityLevel> levels;
  int64_t files = 0, uses = 0, schools = 0, adaptations = 0, ratings = 0;
  std::optional<double> stars;  // mean of 1 to 5
  bool adapted = false;         // from another one
  std::string published_at;
};
BOOST_DESCRIBE_STRUCT(ResourceCard, (),
                      (id, owner_id, owner, version, state, title, kind, subject, grades, node, tags, authors, licence,
                       scope, shelf_id, shelf, levels, files, uses, schools, adaptations, ratings, stars, adapted,
                       published_at))

struct FacetCount {
  std::string value;
  int64_t resources = 0;
};
BOOST_DESCRIBE_STRUCT(FacetCount, (), (value, resources))
struct ResourceFacets {
  std::vector<FacetCount> kinds, subjects, grades, licences, levels, nodes;
};
BOOST_DESCRIBE_STRUCT(ResourceFacets, (), (kinds, subjects, grades, licences, levels, nodes))
struct FoundResources {
  std::vector<ResourceCard> items;
  int64_t total = 0;
  ResourceFacets facets;
};
BOOST_DESCRIBE_STRUCT(FoundResources, (), (items, total, facets))

struct ResourceQuery {
  std::optional<OrgId> org{};  // of a school; of a group and its members; of an area; empty: all that one may see
  std::string q{};             // words in Chinese, pinyin or any script
  std::vector<std::string> kind{}, subject{}, grade{}, licence{};
  std::vector<QualityLevel> level{};
  std::string node{};  // below that place in the curriculum
  ResourceSort sort = ResourceSort::newest;
  int from = 0, limit = 20;  // at most 10,000 and 100
};
BOOST_DESCRIBE_STRUCT(ResourceQuery, (), (org, q, kind, subject, grade, licence, level, node, sort, from, limit))

struct ResourceVersion {
  int64_t number = 0;
  VersionState state{};
  std::string title, note, made_at, decided_at, decided_by, reason;
};
BOOST_DESCRIBE_STRUCT(ResourceVersion, (), (number, state, title, note, made_at, decided_at, decided_by, reason))
struct QualityMark {
  std::string id;
  QualityLevel level{};
  OrgId org_id;
  std::string org;
  int64_t version = 0;
  std::string reason, by_name, given_at, revoked_at, revoke_reason;  // revoked_at empty: it stands
};
BOOST_DESCRIBE_STRUCT(QualityMark, (),
                      (id, level, org_id, org, version, reason, by_name, given_at, revoked_at, revoke_reason))
struct ResourceLink {
  std::string id;  // empty: who asks may not see it
  int64_t version = 0;
  std::string title, authors, owner, licence;
};
BOOST_DESCRIBE_STRUCT(ResourceLink, (), (id, version, title, authors, owner, licence))
struct ResourceRating {
  int64_t stars = 0;
  std::string words, by_name, school, made_at;
  bool own = false;
};
BOOST_DESCRIBE_STRUCT(ResourceRating, (), (stars, words, by_name, school, made_at, own))
struct SchoolUses {
  OrgId school_id;
  std::string school;
  int64_t uses = 0;
};
BOOST_DESCRIBE_STRUCT(SchoolUses, (), (school_id, school, uses))
struct OwnUse {
  std::string id;
  int64_t version = 0;
  OrgId school_id;
  std::string class_title, course;
  Date on;
};
BOOST_DESCRIBE_STRUCT(OwnUse, (), (id, version, school_id, class_title, course, on))
// Who made it together: who shares it first, then those that were named.
struct ResourceAuthor {
  PersonId person_id;
  std::string name, school;
  bool leads = false;
};
BOOST_DESCRIBE_STRUCT(ResourceAuthor, (), (person_id, name, school, leads))
struct ReviewSeat {
  OrgId org_id;
  std::string org;
  QualityLevel level{};
  bool decides = false;  // takes up the version that was handed in
};
BOOST_DESCRIBE_STRUCT(ReviewSeat, (), (org_id, org, level, decides))

struct ResourcePage {
  ResourceCard of;
  std::string words, url, note, reason;
  std::vector<FileInfo> files;
  bool shown = false;                  // the version is the one that everybody in the scope sees
  std::vector<QualityMark> marks;      // those that stand first
  std::optional<ResourceLink> origin;  // what it was adapted from
  std::vector<ResourceLink> adaptations;
  // From here on for who works here; empty for visitors.
  std::vector<ResourceVersion> versions;  // the newest first
  std::vector<ResourceRating> ratings;
  std::vector<SchoolUses> used_by;
  std::vector<OwnUse> own_uses;
  bool own = false, may_use = false, may_adapt = false, may_rate = false;
  bool leads = false;             // of those who made it, the one who shares it
  PersonId self;                  // who asks, where it is the own work
  std::vector<ReviewSeat> seats;  // in whose name who asks may review
  std::vector<ResourceAuthor> people;
};
BOOST_DESCRIBE_STRUCT(ResourcePage, (),
                      (of, words, url, note, reason, files, shown, marks, origin, adaptations, versions, ratings,
                       used_by, own_uses, own, may_use, may_adapt, may_rate, leads, self, seats, people))

// Where somebody may share, and with whom from there.
struct ShareShelf {
  ShareScope scope{};
  OrgId shelf_id;
  std::string shelf;
};
BOOST_DESCRIBE_STRUCT(ShareShelf, (), (scope, shelf_id, shelf))
struct ShareClass {
  ClassId id;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(ShareClass, (), (id, title))
struct SharePlace {
  OrgId org_id;
  std::string org;
  bool school = false;
  std::vector<ShareShelf> shelves;
  std::vector<ShareClass> classes;  // of a school
};
BOOST_DESCRIBE_STRUCT(SharePlace, (), (org_id, org, school, shelves, classes))
struct OwnResources {
  std::string name;
  std::vector<SharePlace> places;
  std::vector<ResourceCard> items;  // by the newest version; the last changed first
  std::vector<ResourceCard> used;   // the last used first, at most 50
};
BOOST_DESCRIBE_STRUCT(OwnResources, (), (name, places, items, used))

struct LibraryDesk {
  OrgId org_id;
  std::string org;
  std::vector<ResourceCard> waiting;  // handed in, the longest first
  std::vector<ResourceCard> decided;  // the newest first, at most 50
};
BOOST_DESCRIBE_STRUCT(LibraryDesk, (), (org_id, org, waiting, decided))

// What schools of the same kind, setting and size as one's own used in a year. few: so few are alike, or used anything,
// that it would say what one of them does; then there are no items.
struct LikeMine {
  ResourceCard of;
  int64_t schools = 0;  // of the similar ones, three at least
};
BOOST_DESCRIBE_STRUCT(LikeMine, (), (of, schools))
struct SimilarUse {
  OrgId school_id;
  int64_t similar = 0;                       // schools
  bool by_setting = false, by_size = false;  // of the same kind and stages they always are
  bool few = false;
  std::vector<LikeMine> items;  // the most used first
};
BOOST_DESCRIBE_STRUCT(SimilarUse, (), (school_id, similar, by_setting, by_size, few, items))

// --- what is asked

struct NewResource {
  OrgId org_id;  // in whose name
  std::string title, kind, subject;
  std::vector<std::string> grades;
  std::optional<std::string> node;
  std::optional<std::vector<std::string>> tags;
  std::optional<std::string> words;
  std::string authors;
  std::string licence;
  std::optional<std::string> url;
  ShareScope scope = ShareScope::school;
  std::optional<OrgId> shelf_id;                  // of a group, when there are several
  std::optional<std::string> note;                // what is new in this version
  std::optional<std::vector<std::string>> files;  // all of it in order: those that it has, and one's own uploads
};
BOOST_DESCRIBE_STRUCT(NewResource, (),
                      (org_id, title, kind, subject, grades, node, tags, words, authors, licence, url, scope, shelf_id,
                       note, files))
struct ReviewDecision {
  bool accepts = false;
  std::optional<std::string> reason;  // why not; with accepts a word for the author
};
BOOST_DESCRIBE_STRUCT(ReviewDecision, (), (accepts, reason))
struct GivenReason {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(GivenReason, (), (reason))
struct NamedAuthor {
  PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(NamedAuthor, (), (person_id))
struct AdaptFor {
  OrgId org_id;
};
BOOST_DESCRIBE_STRUCT(AdaptFor, (), (org_id))
struct NewUse {
  OrgId school_id;
  std::optional<ClassId> class_id{};
  std::optional<std::string> course{};
  std::optional<Date> on{};  // today
};
BOOST_DESCRIBE_STRUCT(NewUse, (), (school_id, class_id, course, on))
struct NewRating {
  int64_t stars = 0;
  std::optional<std::string> words{};
};
BOOST_DESCRIBE_STRUCT(NewRating, (), (stars, words))

// For portfolios.
struct ResourceFact {
  std::string id, title;
  Date on;            // published, or used
  bool used = false;  // one used it; else one shared it
  int64_t uses = 0;   // of what one shared, by others and oneself
};

// How often teachers of a school used what an organisation shares.
struct UseFlow {
  OrgId owner_id, school_id;
  int64_t uses = 0;
};
BOOST_DESCRIBE_STRUCT(UseFlow, (), (owner_id, school_id, uses))

class Resources {
 public:
  virtual ~Resources() = default;

  virtual const ResourceTerms& terms() const = 0;
  // Brings the index up to what the store holds; finds do so themselves, and a server does before anybody asks.
  virtual void refresh() = 0;

  // --- everybody, as far as they may see. not_found for what they may not. busy: the library is being read in.
  virtual Result<FoundResources> find(const Actor& actor, const ResourceQuery& query) = 0;
  // `version` 0: the one that is shown, or the newest of one's own.
  virtual Result<ResourcePage> resource(const Actor& actor, const std::string& id, int64_t version) = 0;
  virtual Result<SimilarUse> like_mine(const Actor& actor, const OrgId& school) = 0;
  virtual bool may_have(const Actor& actor, const std::string& id, const std::string& file) = 0;

  // --- one's own. forbidden where one may not share or use in the name of the organisation.
  virtual Result<OwnResources> own(const Actor& actor) = 0;
  // invalid: a field. A published one gets another version, which waits to be handed in.
  virtual Result<ResourcePage> make(const Actor& actor, const NewResource& wanted) = 0;
  virtual Result<ResourcePage> change(const Actor& actor, const std::string& id, const NewResource& wanted) = 0;
  // conflict: not-draft, not-submitted, not-published
  virtual Result<ResourcePage> submit(const Actor& actor, const std::string& id) = 0;
  virtual Result<ResourcePage> take_back(const Actor& actor, const std::string& id) = 0;
  virtual Result<ResourcePage> withdraw(const Actor& actor, const std::string& id, const std::string& reason) = 0;
  // Teachers of the owner and its groups whose name has `q` in it, at most 20, for who shares it.
  virtual Result<std::vector<ResourceAuthor>> author_candidates(const Actor& actor, const std::string& id,
                                                                const std::string& q) = 0;
  // Who is named is told, and may change, hand in and take back as who shares it may; not withdraw or discard.
  // invalid: person_id
  virtual Result<ResourcePage> add_author(const Actor& actor, const std::string& id, const NamedAuthor& wanted) = 0;
  // By who shares it, or by that person.
  virtual Result<OwnResources> remove_author(const Actor& actor, const std::string& id, const PersonId& person) = 0;
  // A draft, or what was returned, is gone with the files that nothing else has; of what was never published nothing
  // is left. conflict: not-draft
  virtual Result<void> discard(const Actor& actor, const std::string& id) = 0;
  // conflict: no-derivatives. The copy is a draft that knows its origin and has its files.
  virtual Result<ResourcePage> adapt(const Actor& actor, const std::string& id, const OrgId& org) = 0;
  virtual Result<ResourcePage> use(const Actor& actor, const std::string& id, const NewUse& wanted) = 0;
  virtual Result<ResourcePage> unuse(const Actor& actor, const std::string& id, const std::string& use) = 0;
  // conflict: not-used, own-work
  virtual Result<ResourcePage> rate(const Actor& actor, const std::string& id, const NewRating& wanted) = 0;

  // --- reviewers of an organisation; nobody decides about the own work (forbidden: own-work).
  virtual Result<LibraryDesk> desk(const OrgId& org) = 0;
  virtual Result<ResourcePage> review(const Actor& actor, const OrgId& org, const std::string& id,
                                      const ReviewDecision& wanted) = 0;
  virtual Result<ResourcePage> certify(const Actor& actor, const OrgId& org, const std::string& id,
                                       const std::string& reason) = 0;
  virtual Result<ResourcePage> revoke(const Actor& actor, const OrgId& org, const std::string& mark,
                                      const std::string& reason) = 0;
  virtual Result<ResourcePage> take_down(const Actor& actor, const OrgId& org, const std::string& id,
                                         const std::string& reason) = 0;

  // --- for platforms above: the answer of OAI-PMH 2.0 to arguments as they came; `site` is "https://host".
  virtual std::string harvest(const std::string& site,
                              const std::vector<std::pair<std::string, std::string>>& arguments) = 0;

  // --- for other rooms
  virtual std::vector<ResourceFact> facts(const PersonId& person) = 0;
  virtual std::vector<UseFlow> use_flows(Date from, Date until) = 0;  // on days in [from, until)
};

}  // namespace doorstep::resources
