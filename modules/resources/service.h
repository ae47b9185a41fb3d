// ResourcesService: the library over its store and its index.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>

#include <doorstep/search/search.h>

#include "module.h"
#include "oai.h"
#include "store.h"

namespace doorstep::resources {

inline constexpr const char* resources_room = "resources";  // in which files hang, on the resource that brought them
inline constexpr const char* everybody = "public";          // as a shelf in the index

tl::unexpected<Error> no_resource();
tl::unexpected<Error> wrong(const char* field, Words what);

class ResourcesService final : public Resources {
 public:
  explicit ResourcesService(Around around) : around_(std::move(around)) {}

  const ResourceTerms& terms() const override;
  void refresh() override;
  Result<FoundResources> find(const Actor& actor, const ResourceQuery& query) override;
  Result<ResourcePage> resource(const Actor& actor, const std::string& id, int64_t version) override;
  bool may_have(const Actor& actor, const std::string& id, const std::string& file) override;
  Result<OwnResources> own(const Actor& actor) override;
  Result<ResourcePage> make(const Actor& actor, const NewResource& wanted) override;
  Result<ResourcePage> change(const Actor& actor, const std::string& id, const NewResource& wanted) override;
  Result<ResourcePage> submit(const Actor& actor, const std::string& id) override;
  Result<ResourcePage> take_back(const Actor& actor, const std::string& id) override;
  Result<std::vector<ResourceAuthor>> author_candidates(const Actor& actor, const std::string& id,
                                                        const std::string& q) override;
  Result<ResourcePage> add_author(const Actor& actor, const std::string& id, const NamedAuthor& wanted) override;
  Result<OwnResources> remove_author(const Actor& actor, const std::string& id, const PersonId& person) override;
  Result<void> discard(const Actor& actor, const std::string& id) override;
  Result<ResourcePage> withdraw(const Actor& actor, const std::string& id, const std::string& reason) override;
  Result<ResourcePage> adapt(const Actor& actor, const std::string& id, const OrgId& org) override;
  Result<ResourcePage> use(const Actor& actor, const std::string& id, const NewUse& wanted) override;
  Result<ResourcePage> unuse(const Actor& actor, const std::string& id, const std::string& use) override;
  Result<ResourcePage> rate(const Actor& actor, const std::string& id, const NewRating& wanted) override;
  Result<LibraryDesk> desk(const OrgId& org) override;
  Result<ResourcePage> review(const Actor& actor, const OrgId& org, const std::string& id,
                              const ReviewDecision& wanted) override;
  Result<ResourcePage> certify(const Actor& actor, const OrgId& org, const std::string& id,
                               const std::string& reason) override;
  Result<ResourcePage> revoke(const Actor& actor, const OrgId& org, const std::string& mark,
                              const std::string& reason) override;
  Result<ResourcePage> take_down(const Actor& actor, const OrgId& org, const std::string& id,
                                 const std::string& reason) override;
  Result<SimilarUse> like_mine(const Actor& actor, const OrgId& school) override;
  std::string harvest(const std::string& site,
                      const std::vector<std::pair<std::string, std::string>>& arguments) override;
  std::vector<ResourceFact> facts(const PersonId& person) override;
  std::vector<UseFlow> use_flows(Date from, Date until) override {
    return around_.database.read([&](db::Session& session) { return store::use_flows(session, from, until); });
  }

 private:
  // A resource with the version that a question is about.
  struct Held {
    store::ResourceRow row;
    store::VersionRow version;
  };
  static bool leads(const Actor& actor, const store::ResourceRow& row) {
    return !actor.account.empty() && row.account == actor.account;
  }
  // --- service_authors.cpp. One of those who made it.
  bool is_own(db::Session& session, const Actor& actor, const store::ResourceRow& row) const;
  bool may_be_author(const OrgId& owner, const staff::Teacher& teacher) const;
  std::vector<ResourceAuthor> people_of(db::Session& session, const store::ResourceRow& row) const;
  // One change of a resource, with its entry in the trail; the page after it.
  using Work = std::function<Result<void>(db::Session&, Held&)>;
  Result<ResourcePage> change_newest(const Actor& actor, const std::string& id, const char* action, bool own_only,
                                     const Work& work);
  Result<ResourcePage> change_shown(const Actor& actor, const std::string& id, const char* action, const Work& work);
  Result<void> keep(db::Session& session, const Actor& actor, const char* action, const Held& before, Held& after);
  void end_showing(Held& held, VersionState state);

  bool may_see(const Actor& actor, const store::VersionRow& shown) const;  // of what is published
  bool works_here(const Actor& actor) const;                               // is staff somewhere
  std::vector<ReviewSeat> seats(const Actor& actor, const Held& held) const;
  std::optional<QualityLevel> level_of(const OrgId& org) const;
  ResourceCard card(db::Session& session, const store::ResourceRow& row, const store::VersionRow& version) const;
  ResourceLink link(db::Session& session, const Actor& actor, const store::ResourceRow& row, int64_t version) const;
  void add_inner(db::Session& session, const Actor& actor, const Held& held, ResourcePage& page) const;
  std::vector<FileInfo> files_of(db::Session& session, const std::string& id, int64_t number) const;

  std::vector<ShareShelf> shelves(const OrgId& org) const;
  Result<store::VersionRow> checked(const NewResource& wanted, const store::VersionRow& before,
                                    const std::optional<store::VersionRow>& origin) const;
  Result<void> hold_files(db::Session& session, const Actor& actor, const Held& held, const NewResource& wanted,
                          int64_t before) const;
  Result<void> reviewed(db::Session& session, const Actor& actor, const OrgId& org, const Held& held) const;
  void tell(const Actor& actor, const Held& held, const Words& title, const Words& body) const;

  oai::Record record(const store::ResourceRow& row, const store::VersionRow& version) const;
  tl::expected<std::string, oai::Fault> harvest_list(db::Session& session, const oai::Page& page, oai::Ask ask) const;
  std::string harvest_sets(db::Session& session) const;
  tl::expected<std::string, oai::Fault> harvest_answer(db::Session& session, const oai::Page& page,
                                                       const oai::Ask& ask) const;

  std::vector<search::Filter> bounds(const Actor& actor, const std::optional<OrgId>& org) const;

  Result<void> up_to_date();  // busy while a large library is read in
  void follow();              // what the store has that the index has not; refreshing_ is held

  Around around_;
  search::Index index_;
  std::mutex refreshing_;
  std::atomic<bool> read_{false};  // whole, at least once
  int64_t known_ = 0;              // what the index holds, as the store counts changes
};

}  // namespace doorstep::resources
