// Live: what who takes in pictures and shows them asks of a lesson: whose key it is, whether somebody may see it, and
// tells of it: a source came, a source went. Thread safe. Moments are seconds since 1970.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::classroom {

// rehearsal: only hosts see pictures. ended: what was kept may be watched again.
enum class LessonState { planned, rehearsal, live, ended, cancelled };
BOOST_DESCRIBE_ENUM(LessonState, planned, rehearsal, live, ended, cancelled)

inline constexpr int64_t keys_before = 60 * 60;     // seconds before the planned beginning from which keys are good
inline constexpr int64_t keys_after = 4 * 60 * 60;  // and after the planned end; then an open lesson is over by itself

// What a publish key opens.
struct Admitted {
  std::string lesson, source, title;
};

// A lesson for somebody who may see it.
struct Watched {
  std::string lesson, title;
  LessonState state{};
  int64_t started_at = 0, ended_at = 0;  // 0: not yet
  std::vector<std::string> sources;      // by name
  bool may_host = false;                 // sees rehearsals
};

// How a lesson stands, whoever asks.
struct Standing {
  LessonState state{};
  int64_t started_at = 0;  // what was kept before is the rehearsal's; 0: not yet
  std::string title;
};

class Live {
 public:
  virtual ~Live() = default;

  // Faults: not_found (key-unknown), conflict (too-early, over, cancelled), in words for who stands at the camera.
  virtual Result<Admitted> admit(const std::string& key, int64_t now) = 0;
  // The same for a host who sends with the browser; makes the source when the lesson has none of that name.
  // Faults also: forbidden (not-host), not_found (lesson-unknown), conflict (too-many-sources), invalid (the name).
  virtual Result<Admitted> admit_host(const Actor& actor, const std::string& lesson, const std::string& source) = 0;
  // A source sends. A planned lesson is in rehearsal from then on; one for which live was asked is live, and its
  // beginning is kept. What names no open lesson or no source of it changes nothing.
  virtual void came(const std::string& lesson, const std::string& source, int64_t at) = 0;
  virtual void went(const std::string& lesson, const std::string& source, int64_t at) = 0;
  // not_found (lesson-unknown): there is none, or it is not for the actor.
  virtual Result<Watched> watch(const Actor& actor, const std::string& lesson) = 0;
  virtual std::optional<Standing> standing(const std::string& lesson) = 0;  // nothing: there is no such lesson
};

}  // namespace doorstep::classroom
