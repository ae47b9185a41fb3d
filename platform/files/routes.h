// The rows of files: uploading, settings; and the row by which a room hands out the files of its things.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <doorstep/files/files.h>
#include <doorstep/files/uploads.h>
#include <doorstep/http/route.h>

namespace doorstep::files {

std::vector<http::Route> routes(const Files& files);
std::vector<http::Route> routes(const Uploads& uploads, const Files& files);

// A file as a reply, shown in the browser where that is wanted and possible; for rows that decide themselves who may
// have it. not_found when the content is gone.
Result<http::Reply> reply_of(const Stored& file, bool shown);

// GET `path`, which names a group or school {id} and a file {part}: the file, if it hangs on a thing of `room` that
// `lies_in` says to belong to {id}. With shown=true a kind that browsers can show is shown. The right is checked for
// {id}.
http::Route download_row(std::string path, Right right, Words summary, const Files& files, std::string room,
                         std::function<bool(const OrgId& id, const std::string& thing)> lies_in);

}  // namespace doorstep::files
