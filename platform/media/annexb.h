// AnnexB: H.264 with start codes between its NAL units (ITU-T H.264, annex B), as browsers record it, becomes what MP4
// stores: units with lengths, and a configuration (avcC) made of the parameter sets. Not thread safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace doorstep::media {

// The units of one picture, without their start codes; empty when `bytes` do not begin with one. Views `bytes`.
std::vector<std::string_view> nal_units(std::string_view bytes);

class AnnexB {
 public:
  // True when the bytes hold units. Those of the parameter sets are kept for avcc(), the others are in data().
  bool take(std::string_view bytes);
  const std::string& data() const { return data_; }  // of the last picture; empty when it had none
  bool key() const { return key_; }                  // decoding can begin with it
  std::string avcc() const;                          // of the newest parameter sets; empty before there are any

 private:
  std::string sequence_, picture_, data_;
  bool key_ = false;
};

}  // namespace doorstep::media
