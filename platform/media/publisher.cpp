#include "publisher.h"

namespace doorstep::media {
namespace {

int64_t microseconds(auto since_epoch) {
  return std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count();
}

}  // namespace

void Publisher::accept(const std::string& lesson, const std::string& source) {
  if (closed_ || ending_) return;
  lesson_ = lesson;
  source_ = source;
  intake_ = std::make_shared<Intake>(
      desk_.folder(lesson, source),
      Intake::Clocks{[] { return microseconds(std::chrono::system_clock::now().time_since_epoch()); },
                     [] { return microseconds(Steady::now().time_since_epoch()); }},
      [this] {
        desk_.grew(*this);
        grew();
      });
  accepted();
}

void Publisher::refuse(const Words& why) {
  if (closed_ || ending_) return;
  end(why);
  refused(why);
}

void Publisher::end(const Words& why) {
  ending_ = true;
  why_ = why;
  heard_now();
}

void Publisher::close(const Words& why) {
  if (closed_) return;
  closed_ = true;
  hang_up();
  if (intake_) intake_->finish();
  desk_.gone(*this, why);
}

}  // namespace doorstep::media
