#include <sys/stat.h>

#include <doorstep/settings/settings.h>

#include <filesystem>
#include <fstream>

#include "both.h"

namespace doorstep::settings {
namespace {

struct Place {
  std::string name;
  std::optional<double> x{};
};
BOOST_DESCRIBE_STRUCT(Place, (), (name, x))

class Settings : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    ::unsetenv("DOORSTEP_SECRET");
    state_ = std::filesystem::temp_directory_path() / ("doorstep-state-" + new_uuid());
    ::setenv("XDG_STATE_HOME", state_.c_str(), 1);
    ASSERT_TRUE(db::migrate(*database_, migrations()));
  }
  void TearDown() override {
    ::unsetenv("DOORSTEP_SECRET");
    ::unsetenv("XDG_STATE_HOME");
    std::filesystem::remove_all(state_);
  }
  std::string secret_file() const {
    if (GetParam() == db::Dialect::sqlite) return where_ + "/secret.key";
    return (state_ / "doorstep" / "secret.key").string();
  }

  std::filesystem::path state_;
};

TEST_P(Settings, KeepValuesOfEveryKind) {
  const auto done = database_->write([](db::Session& session) -> Result<int> {
    set(session, "port", 8080);
    set(session, "name", std::string("成都 \"一\""));
    set(session, "place", Place{"双流", 0.1});
    set(session, "port", 9090);
    set(session, "gone", true);
    remove(session, "gone");
    return 0;
  });
  ASSERT_TRUE(done);
  restart();
  database_->read([](db::Session& session) {
    EXPECT_EQ(get<int>(session, "port"), 9090);
    EXPECT_EQ(get<std::string>(session, "name"), "成都 \"一\"");
    EXPECT_EQ(get<Place>(session, "place")->x, 0.1);
    EXPECT_EQ(get<bool>(session, "gone"), std::nullopt);
    EXPECT_EQ(get<int>(session, "name"), std::nullopt);
  });
}

TEST_P(Settings, TheSecretIsMadeOnceAndKept) {
  const auto made = instance(*database_, where_);
  ASSERT_TRUE(made) << made.error().what.en;
  EXPECT_TRUE(is_uuid(made->id));
  EXPECT_EQ(made->pepper.size(), 64U);
  restart();
  const auto again = instance(*database_, where_);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, made->id);
  EXPECT_EQ(again->pepper, made->pepper);
  struct stat about {};
  ASSERT_EQ(::stat(secret_file().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600U);
}

TEST_P(Settings, ALostSecretIsNotMadeAnew) {
  ASSERT_TRUE(instance(*database_, where_));
  std::filesystem::remove(secret_file());
  EXPECT_EQ(instance(*database_, where_).error().code, "secret-missing");
}

TEST_P(Settings, AnotherSecretIsRefused) {
  ::setenv("DOORSTEP_SECRET", std::string(64, 'a').c_str(), 1);
  ASSERT_TRUE(instance(*database_, where_));
  ::setenv("DOORSTEP_SECRET", std::string(64, 'b').c_str(), 1);
  EXPECT_EQ(instance(*database_, where_).error().code, "secret-wrong");
  ::setenv("DOORSTEP_SECRET", "short", 1);
  EXPECT_EQ(instance(*database_, where_).error().code, "secret-malformed");
  ::unsetenv("DOORSTEP_SECRET");
  EXPECT_EQ(instance(*database_, where_).error().code, "secret-missing");
}

DOORSTEP_ON_BOTH(Settings);

}  // namespace
}  // namespace doorstep::settings
