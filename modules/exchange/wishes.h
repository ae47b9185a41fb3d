// Wishes: what each teacher says of an exchange, and claims to be exempt from it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/file.h>
#include <doorstep/exchange/secondments.h>

namespace doorstep::exchange {

enum class WishAnswer { none, yes, no };
BOOST_DESCRIBE_ENUM(WishAnswer, none, yes, no)

struct NamedSchool {
  OrgId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedSchool, (), (id, name))

struct ExchangeWish {
  int64_t year = 0;  // school year
  WishAnswer answer{};
  std::vector<NamedSchool> places, never;  // would go to; cannot go to
  std::string why, changed_at;
};
BOOST_DESCRIBE_STRUCT(ExchangeWish, (), (year, answer, places, never, why, changed_at))

struct NewWish {
  int64_t year = 0;
  WishAnswer answer{};
  std::vector<OrgId> places, never;
  std::optional<std::string> why;
};
BOOST_DESCRIBE_STRUCT(NewWish, (), (year, answer, places, never, why))

enum class Ground { health, family, birth, duty, other };
BOOST_DESCRIBE_ENUM(Ground, health, family, birth, duty, other)
enum class ClaimState { open, accepted, refused, withdrawn };
BOOST_DESCRIBE_ENUM(ClaimState, open, accepted, refused, withdrawn)

struct ExchangeClaim {
  std::string id;
  PersonId person_id;
  std::string name;
  OrgId school_id;
  std::string school;
  Ground ground{};
  std::string text;
  Date until;  // the first day on which it no longer holds
  ClaimState state{};
  std::string made_at, answer, decided_by, decided_at;
  std::vector<FileInfo> files;
};
BOOST_DESCRIBE_STRUCT(ExchangeClaim, (),
                      (id, person_id, name, school_id, school, ground, text, until, state, made_at, answer, decided_by,
                       decided_at, files))

struct NewExchangeClaim {
  Ground ground{};
  std::string text;
  Date until;
  std::vector<std::string> files;  // loose ones of the caller
};
BOOST_DESCRIBE_STRUCT(NewExchangeClaim, (), (ground, text, until, files))

struct ExchangeClaimDecision {
  bool accepted = false;
  std::string answer;
};
BOOST_DESCRIBE_STRUCT(ExchangeClaimDecision, (), (accepted, answer))

// A teacher's own page.
struct OwnExchange {
  PersonId person_id;  // empty: the account is not tied to a member of staff
  std::string name;
  OrgId school_id;
  std::string school;
  bool eligible = false;
  Words why_not;
  std::string rules;                 // name of the edition that says so
  std::optional<ExchangeWish> wish;  // of the year
  int64_t year = 0;
  std::vector<NamedSchool> schools;  // of the district, of the same stage, to choose places from
  std::vector<ExchangeClaim> claims;
  std::vector<Secondment> secondments;
};
BOOST_DESCRIBE_STRUCT(OwnExchange, (),
                      (person_id, name, school_id, school, eligible, why_not, rules, wish, year, schools, claims,
                       secondments))

// One teacher's wish as those see it who plan.
struct WishRow {
  PersonId person_id;
  std::string name;
  OrgId school_id;
  std::string school, subject;
  ExchangeWish wish;
};
BOOST_DESCRIBE_STRUCT(WishRow, (), (person_id, name, school_id, school, subject, wish))

struct WishCounts {
  int64_t yes = 0, no = 0, none = 0, silent = 0;
};
BOOST_DESCRIBE_STRUCT(WishCounts, (), (yes, no, none, silent))

struct OrgWishes {
  int64_t year = 0;
  WishCounts counts;
  std::vector<WishRow> items;
};
BOOST_DESCRIBE_STRUCT(OrgWishes, (), (year, counts, items))

}  // namespace doorstep::exchange
