#include "operations.h"

#include <doorstep/log/log.h>

namespace doorstep::http {
namespace {

struct Health {
  std::string status;
};
BOOST_DESCRIBE_STRUCT(Health, (), (status))

Result<void> asked(const std::function<Result<void>()>& healthy) {
  try {
    return healthy();
  } catch (const std::exception& error) {
    log::write(log::Level::error, "not healthy", {{"error", error.what()}});
    return refuse(Fault::busy, "not-healthy", say("服务器暂时不可用", "the server is not available for the moment"));
  }
}

}  // namespace

std::vector<Route> operation_routes(const metrics::Metrics& metrics, std::function<Result<void>()> healthy) {
  std::vector<Route> rows;
  rows.push_back(row<None, Health>(Method::get, "/healthz", Right::open, Run::work,
                                   say("是否正常", "Whether all is well"),
                                   [healthy = std::move(healthy)](const Call&, const None&) -> Result<Health> {
                                     DOORSTEP_TRY(asked(healthy));
                                     return Health{"ok"};
                                   }));
  rows.push_back(row<None, Reply>(Method::get, "/metrics", Right::operate, Run::work,
                                  say("Prometheus 指标", "Metrics for Prometheus"),
                                  [&metrics](const Call&, const None&) -> Result<Reply> {
                                    Reply reply;
                                    reply.type = "text/plain; version=0.0.4; charset=utf-8";
                                    reply.body = metrics.text();
                                    return reply;
                                  })
                     .sends("text/plain")
                     .also_for_this_machine());
  return rows;
}

}  // namespace doorstep::http
