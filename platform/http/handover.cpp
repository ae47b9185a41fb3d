// A connection that goes on as something else than HTTP, in other hands.
#include "connection.h"

namespace doorstep::http {

// A client waits for the answer before it speaks the other protocol (RFC 9110, 7.8): what it sent already is a fault.
bool Connection::hand_over() {
  if (!common_.settings.hand_over || !parser_ || !parser_->is_done() || from_ != to_ || reading_)
    return reject(400, "upgrade-wrong",
                  say("不能在这里切换协议", "the connection cannot be changed to another protocol here"));
  boost::system::error_code error;
  const int socket = socket_.release(error);
  if (error) return close(), false;
  common_.settings.hand_over(socket, exchange_->reply.body);
  common_.edge.done(*exchange_, 0);
  state_ = State::closed;
  --common_.connections;
  loop_.connections.erase(shared_from_this());
  return false;
}

}  // namespace doorstep::http
