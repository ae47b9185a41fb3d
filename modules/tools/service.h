// The one service behind both faces.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <mutex>

#include <doorstep/oidc/signer.h>
#include <doorstep/oidc/token.h>

#include "claims.h"
#include "module.h"
#include "store.h"

namespace doorstep::tools {

// A tool in a place, with all that stands above it.
struct Placed {
  store::ContextRow context;
  store::DeploymentRow deployment;
  store::ToolRow tool;
  bool on() const { return deployment.is_on && tool.state == ToolState::on; }
};

// Somebody in a place: a child by person, staff by account.
struct Someone {
  PersonId person;
  AccountId account;
  std::string name, role;
};

// Why a program of a tool gets nothing.
struct Refusal {
  int status = 400;
  std::string code, why;
};
ToolReply reply_of(const Refusal& refusal);

inline constexpr const char* platforms_purpose = "platforms";  // of consent
inline constexpr size_t longest_title = 200, longest_text = 3000, longest_url = 2000;

tl::unexpected<Error> wrong_tool(std::string field, Words what);
tl::unexpected<Error> no_tool();
Words title_of(const store::ToolRow& row);
std::vector<std::string> lines_in(const std::string& text);
ToolPlatform platform_at(const std::string& issuer);

class ToolsService final : public Desk {
 public:
  explicit ToolsService(Around around) : around_(std::move(around)) {}

  // --- Tools
  Result<ToolRegister> registered(const OrgId& org, const std::string& site) override;
  Result<ToolFile> tool(const OrgId& org, const std::string& id) override;
  Result<ToolFile> add(const Actor& actor, const OrgId& org, const NewTool& wanted, const std::string& site) override;
  Result<ToolFile> change(const Actor& actor, const OrgId& org, const std::string& id, const NewTool& wanted) override;
  Result<ToolFile> set_state(const Actor& actor, const OrgId& org, const std::string& id, ToolState state) override;
  Result<ToolDoor> try_out(const Actor& actor, const OrgId& org, const std::string& id) override;
  Result<std::vector<ToolKey>> rotate(const Actor& actor, const OrgId& org) override;
  Result<OrgTools> at(const Actor& actor, const OrgId& org) override;
  Result<OrgTools> beside(const Actor& actor, const OrgId& org, const std::string& assignment) override;
  Result<OrgTools> use(const Actor& actor, const OrgId& org, const std::string& tool, bool is_on) override;
  Result<OrgTools> place(const Actor& actor, const OrgId& org, const NewToolLink& wanted) override;
  Result<OrgTools> remove(const Actor& actor, const OrgId& org, const std::string& link) override;
  Result<ToolDoor> pick(const Actor& actor, const OrgId& org, const NewToolLink& wanted) override;
  Result<ToolScores> scores(const Actor& actor, const OrgId& org, ToolPlace place, const std::string& of) override;
  Result<ToolDoor> launch(const Actor& actor, const std::string& link, const std::optional<PersonId>& child) override;
  OwnTools own(const Actor& actor) override;
  Result<ToolChild> own_beside(const Actor& actor, const PersonId& child, const std::string& assignment) override;
  Result<OwnTools> stop(const Actor& actor, const PersonId& child, const std::string& tool, bool stopped) override;
  Result<int64_t> forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                         bool dry) override;

  // --- Protocol
  std::string keys() override;
  Result<LaunchForm> authorize(const Actor& actor, const Fields& query) override;
  ToolReply token(const Fields& form) override;
  ToolReply members(const ToolAsk& ask, const std::string& context) override;
  ToolReply lines(const ToolAsk& ask, const std::string& context) override;
  ToolReply line(const ToolAsk& ask, const std::string& line) override;
  ToolReply score(const ToolAsk& ask, const std::string& line) override;
  ToolReply results(const ToolAsk& ask, const std::string& line) override;
  Result<std::string> chosen(const Fields& form) override;

 private:
  template <class T>
  using Asked = tl::expected<T, Refusal>;

  int64_t now() const;

  // --- the register
  Result<store::ToolRow> registered_tool(const OrgId& org, const std::string& id);
  Result<void> keep(const Actor& actor, store::ToolRow row, const NewTool& wanted, const char* action);
  Tool shown(db::Session& session, const store::ToolRow& row) const;
  std::vector<ToolKey> keys_shown(db::Session& session) const;

  // --- places and people
  Result<bool> is_group(const OrgId& org);
  Result<bool> may_switch(const Actor& actor, const OrgId& org);
  std::optional<Placed> placed(db::Session& session, const std::string& context) const;
  std::optional<store::DeploymentRow> working(db::Session& session, const store::ToolRow& tool, const OrgId& org) const;
  Result<store::ContextRow> place_for(const Actor& actor, const OrgId& org, const NewToolLink& wanted);
  bool teaches(const Actor& actor, const OrgId& school, const ClassId& of_class);
  // What the actor is in a place as a member of staff; empty: nothing.
  std::string side_of(const Actor& actor, const store::ContextRow& context);
  bool may_place(const Actor& actor, const store::ContextRow& context);
  std::vector<PersonId> learners(const store::ContextRow& context);
  bool has_learner(const store::ContextRow& context, const PersonId& child);
  bool agreed(const PersonId& child, const std::string& tool);
  std::vector<Someone> people_of(const Placed& at);
  std::vector<store::ContextRow> contexts_of_child(const children::TiedChild& child);
  ToolLink shown(db::Session& session, const Placed& at, const store::LinkRow& row) const;
  Result<OrgTools> listed(const Actor& actor, const OrgId& org, const std::string& assignment);
  // `whole`: with the scores of other places.
  ToolChild shown(const children::TiedChild& child, const std::vector<store::ContextRow>& contexts, bool whole);

  // --- launches and keys
  oidc::SigningKey signing_key();
  std::string subject_of(const store::ToolRow& tool, const Someone& who);
  Result<ToolDoor> door(const Actor& actor, const Placed& at, const std::string& link, const std::string& target,
                        const Someone& who, const std::string& unit, bool deep);
  Result<boost::json::object> from_tool(const store::ToolRow& tool, const std::string& token,
                                        const std::vector<std::string>& audiences);
  Result<std::vector<oidc::Key>> keys_of_tool(const store::ToolRow& tool, int64_t longest_age);
  void count(db::Session& session, const Placed& at, const char* what);

  // --- programs of tools
  Asked<store::ToolRow> bearer(const ToolAsk& ask, const std::vector<std::string>& scopes);
  Asked<Placed> context_for(const ToolAsk& ask, const std::string& context, const std::vector<std::string>& scopes);
  Asked<std::pair<Placed, store::LineRow>> line_for(const ToolAsk& ask, const std::string& line,
                                                    const std::vector<std::string>& scopes);
  Asked<store::LineRow> read_line(const Placed& at, const std::string& body, store::LineRow row);

  Around around_;
  std::mutex mutex_;
  struct KeptKeys {
    std::vector<oidc::Key> keys;
    int64_t at = 0;
  };
  std::map<std::string, KeptKeys> kept_;  // by address
};

}  // namespace doorstep::tools
