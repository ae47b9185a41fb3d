// The row by which a room takes uploads (tus 1.0) from those who may send files only for a thing of its own.
#pragma once

#include <functional>
#include <string>

#include <doorstep/files/uploads.h>
#include <doorstep/http/route.h>

namespace doorstep::files {

// POST `path`, which names a thing by {id} and {part}: announces an upload in the name of the organisation that
// `sends_for` finds. The rest of it is done at /api/files/tus/{id}, as of all uploads.
http::Route announce_row(
    std::string path, Words summary, const Uploads& uploads,
    std::function<Result<OrgId>(const Actor& actor, const std::string& id, const std::string& part)> sends_for);

}  // namespace doorstep::files
