// The row by which viewers are sent what they watch: every signed address ends here.
#pragma once

#include <doorstep/http/route.h>
#include <doorstep/media/address.h>
#include <doorstep/media/channels.h>

namespace doorstep::media {

// GET /m/{signature}/{stamp}/{lesson}/{source}/{file}
http::Route media_row(const Addresses& addresses, Channels& channels);

// GET /m/{signature}/{stamp}/{lesson}/allowed: 204, or why not. A cache in front asks it before it sends what it has
// kept, and remembers the answer for a minute (packaging/).
http::Route allowed_row(const Addresses& addresses);

}  // namespace doorstep::media
