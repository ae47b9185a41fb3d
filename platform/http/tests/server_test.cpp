#include <gtest/gtest.h>

#include <fstream>

#include "house.h"
#include "text.h"

namespace doorstep::http::testing {
namespace {

using namespace std::chrono_literals;

std::string code_of(const Answer& answer) {
  const auto parsed = json::parse(answer.body);
  return parsed && parsed->is_object() && parsed->get_object().contains("code")
             ? std::string{parsed->at("code").as_string()}
             : "no problem: " + answer.body;
}

size_t files_in(const std::string& folder) {
  return static_cast<size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST(Server, answers_rows_on_the_network_thread_and_on_the_pool_over_one_connection) {
  House house;
  Client client(house.port);
  const auto quick = client.ask("GET", "/api/name");
  EXPECT_EQ(quick.status, 200);
  EXPECT_EQ(quick.body, R"({"name":"东升"})");
  EXPECT_EQ(quick.headers.at("Content-Type"), "application/json");
  EXPECT_EQ(quick.headers.at("Cache-Control"), "no-store");
  EXPECT_EQ(quick.headers.at("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(client.ask("GET", "/api/work").body, R"({"name":"pool"})");
  const auto back = client.ask("POST", "/api/name", "Content-Type: application/json\r\n", R"({"name":"x"})");
  EXPECT_EQ(back.body, R"({"name":"x"})");
  const auto head = client.ask("HEAD", "/api/name");
  EXPECT_EQ(head.headers.at("Content-Length"), quick.headers.at("Content-Length"));
  EXPECT_EQ(head.body, "");
}

TEST(Server, pipelined_requests_are_answered_in_order) {
  House house;
  Client client(house.port);
  std::string all;
  for (int i = 0; i < 50; ++i) {
    all += "GET /api/work HTTP/1.1\r\nHost: t\r\n\r\nGET /api/many?count=" + std::to_string(i) +
           " HTTP/1.1\r\nHost: t\r\n\r\n";
    all +=
        "POST /api/name HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5\r\n{\"nam\r\n8\r\ne\":\"p" +
        std::to_string(10 + i) + "\"\r\n1\r\n}\r\n0\r\n\r\n";
  }
  ASSERT_TRUE(client.send(all));
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(client.receive().body, R"({"name":"pool"})");
    EXPECT_EQ(json::parse(client.receive().body)->as_array().size(), static_cast<size_t>(i));
    EXPECT_EQ(client.receive().body, R"({"name":"p)" + std::to_string(10 + i) + "\"}");
  }
}

TEST(Server, an_answer_that_is_not_there_yet_waits_without_a_thread) {
  Server::Settings limits;
  limits.pool_threads = 1;
  House house(limits);
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 40; ++i) {
    clients.push_back(std::make_unique<Client>(house.port));
    const std::string path = i % 2 ? "/api/held" : "/api/held-on-pool";
    // The second request of a connection stands behind the first.
    ASSERT_TRUE(
        clients.back()->send("GET " + path + " HTTP/1.1\r\nHost: t\r\n\r\nGET /api/name HTTP/1.1\r\nHost: t\r\n\r\n"));
  }
  house.gate.wait_for_listeners(40);
  EXPECT_EQ(Client(house.port).ask("GET", "/api/work").status, 200) << "nobody stands in the way";
  clients.pop_back();  // goes away while it waits
  house.gate.ring();
  for (auto& client : clients) {
    EXPECT_EQ(client->receive().body, R"({"name":"rung"})");
    EXPECT_EQ(client->receive().body, R"({"name":"东升"})");
  }
}

TEST(Server, what_waited_long_enough_is_answered_with_what_there_is) {
  House house;
  Client client(house.port);
  EXPECT_EQ(client.ask("GET", "/api/held?seconds=0").body, R"({"name":"nobody rang"})");
  EXPECT_EQ(client.ask("GET", "/api/name").status, 200);
}

TEST(Server, a_server_that_stops_does_not_wait_for_what_is_held) {
  Server::Settings limits;
  limits.stop_time = 100ms;
  House house(limits);
  Client client(house.port);
  ASSERT_TRUE(client.send("GET /api/held HTTP/1.1\r\nHost: t\r\n\r\n"));
  house.gate.wait_for_listeners(1);
  house.server->stop();
  EXPECT_EQ(client.receive().body, R"({"name":"nobody rang"})");
}

TEST(Server, a_request_may_arrive_byte_by_byte) {
  House house;
  Client client(house.port);
  for (const char c : std::string{"POST /api/name HTTP/1.1\r\nHost: t\r\nContent-Type: "
                                  "application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"y\"}"})
    ASSERT_TRUE(client.send({&c, 1}));
  EXPECT_EQ(client.receive().body, R"({"name":"y"})");
}

TEST(Server, a_part_of_a_file_is_sent_when_it_is_asked_for) {
  House house;
  Client client(house.port);
  const auto path = std::filesystem::temp_directory_path() / ("doorstep-range-" + new_uuid());
  std::ofstream{path} << "0123456789";
  const auto ask = [&](const std::string& range, const std::string& more = "X-Tag: v1\r\n", const char* how = "GET") {
    return client.ask(how, "/api/file", "X-File: " + path.string() + "\r\nRange: " + range + "\r\n" + more);
  };
  const auto part = ask("bytes=2-4");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "234");
  EXPECT_EQ(part.headers.at("Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(part.headers.at("Accept-Ranges"), "bytes");
  EXPECT_EQ(ask("bytes=7-").body, "789");
  EXPECT_EQ(ask("bytes=-2").body, "89");
  EXPECT_EQ(ask("bytes=-99").body, "0123456789");
  EXPECT_EQ(ask("bytes=8-99").body, "89");
  const auto head = ask("bytes=0-2", "X-Tag: v1\r\n", "HEAD");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("Content-Length"), "10");
  EXPECT_EQ(head.headers.at("Accept-Ranges"), "bytes");
  const auto beyond = ask("bytes=10-");
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.headers.at("Content-Range"), "bytes */10");
  for (const auto* whole : {"bytes=0-1,3-4", "bytes=4-2", "bytes=x-", "bytes=-", "lines=1-2"}) {
    EXPECT_EQ(ask(whole).status, 200) << whole;
    EXPECT_EQ(ask(whole).body, "0123456789") << whole;
  }
  EXPECT_EQ(ask("bytes=2-4", "").status, 200) << "what has no tag may be another file the next time";
  EXPECT_EQ(ask("bytes=2-4", "X-Tag: v1\r\nIf-Range: \"v1\"\r\n").status, 206);
  EXPECT_EQ(ask("bytes=2-4", "X-Tag: v2\r\nIf-Range: \"v1\"\r\n").body, "0123456789");
  for (const auto* other : {"W/\"v1\"", "Sun, 06 Nov 1994 08:49:37 GMT"})
    EXPECT_EQ(ask("bytes=2-4", std::string{"X-Tag: v1\r\nIf-Range: "} + other + "\r\n").status, 200) << other;
  EXPECT_EQ(ask("bytes=-0").status, 416);
  std::filesystem::remove(path);
}

TEST(Server, an_unchanged_reply_is_304_and_a_long_one_is_zipped) {
  House house;
  Client client(house.port);
  const auto first = client.ask("GET", "/api/many?count=200");
  const auto again = client.ask("GET", "/api/many?count=200", "If-None-Match: " + first.headers.at("ETag") + "\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  const auto changed = client.ask("GET", "/api/many?count=201", "If-None-Match: " + first.headers.at("ETag") + "\r\n");
  EXPECT_EQ(changed.status, 200);
  const auto zipped = client.ask("GET", "/api/many?count=200", "Accept-Encoding: br, gzip\r\n");
  EXPECT_EQ(zipped.headers.at("Content-Encoding"), "gzip");
  EXPECT_LT(zipped.body.size(), first.body.size() / 4);
  EXPECT_EQ(zipped.headers.at("ETag"), "W/" + first.headers.at("ETag"));
  EXPECT_EQ(client.ask("GET", "/api/many?count=200", "If-None-Match: " + zipped.headers.at("ETag") + "\r\n").status,
            304);
  EXPECT_FALSE(
      client.ask("GET", "/api/many?count=200", "Accept-Encoding: gzip;q=0\r\n").headers.contains("Content-Encoding"));
}

TEST(Server, errors_are_problem_details_in_the_callers_language) {
  House house;
  Client client(house.port);
  const auto missing = client.ask("GET", "/api/nothing", "Accept-Language: en\r\nX-Request-Id: my-own-id-7\r\n");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.headers.at("Content-Type"), "application/problem+json");
  const auto problem = *json::parse(missing.body);
  EXPECT_EQ(problem.at("type").as_string(), "/problems/path-unknown");
  EXPECT_EQ(problem.at("detail").as_string(), "there is nothing at this address");
  EXPECT_EQ(problem.at("texts").at("zh").as_string(), "没有这个地址");
  EXPECT_EQ(problem.at("request_id").as_string(), "my-own-id-7");
  EXPECT_EQ(missing.headers.at("X-Request-Id"), "my-own-id-7");

  const auto method = client.ask("DELETE", "/api/name");
  EXPECT_EQ(method.status, 405);
  EXPECT_EQ(method.headers.at("Allow"), "GET, HEAD, POST");
  const auto parameter = client.ask("GET", "/api/many?count=x&cuont=1", "Cookie: lang=en\r\n");
  EXPECT_EQ(parameter.status, 422);
  EXPECT_EQ(json::parse(parameter.body)->at("errors").as_array().size(), 2u);
  EXPECT_EQ(client.ask("POST", "/api/name", "Content-Type: application/json\r\n", "{\"name\":").status, 400);
  EXPECT_EQ(client.ask("POST", "/api/name", "Content-Type: application/json\r\n", "{\"name\":7}").status, 422);
  EXPECT_EQ(client.ask("POST", "/api/name", "Content-Type: text/plain\r\n", "x").status, 415);
  const auto broken = client.ask("GET", "/api/broken");
  EXPECT_EQ(broken.status, 500);
  EXPECT_EQ(broken.body.find("secret"), broken.body.npos);
}

TEST(Server, malformed_requests_are_refused_and_the_connection_ends) {
  House house;
  for (const std::string text :
       {"nonsense\r\n\r\n", "GET /api/name HTTP/1.1\r\n\r\n", "GET /api/name HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET api/name HTTP/1.1\r\nHost: a\r\n\r\n", "GET /api/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/%ff HTTP/1.1\r\nHost: a\r\n\r\n", "GET /api/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/many?count=1&count=2 HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /api/name HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        "POST /api/name HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /api/name HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"}) {
    Client client(house.port);
    ASSERT_TRUE(client.send(text));
    EXPECT_EQ(client.receive().status, 400) << text;
  }
  Client client(house.port);
  EXPECT_EQ(client.ask("GET", "/api/name", "X: " + std::string(20'000, 'x') + "\r\n").status, 431);
  EXPECT_TRUE(client.closed());
}

TEST(Server, bodies_over_the_limit_are_refused_before_they_are_read) {
  House house;
  Client announced(house.port);
  ASSERT_TRUE(announced.send("POST /api/name HTTP/1.1\r\nHost: t\r\nContent-Length: 9000000\r\n\r\n"));
  EXPECT_EQ(announced.receive().status, 413);
  Client chunked(house.port);
  ASSERT_TRUE(chunked.send("POST /api/name HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n"));
  EXPECT_EQ(chunked.receive().status, 413);
  EXPECT_TRUE(chunked.closed());
}

// The file goes once the reply is on its way, which the client may see a moment earlier.
size_t files_left(const std::string& folder) {
  for (int tries = 0; tries < 200 && files_in(folder) > 0; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  return files_in(folder);
}

TEST(Server, a_stream_goes_where_its_row_wants_it) {
  House house;
  Client client(house.port);
  EXPECT_EQ(client.ask("PATCH", "/api/stream", "Expect: 100-continue\r\n", std::string(5 << 20, 's')).body,
            R"({"bytes":5242880})");
  EXPECT_EQ(client.ask("PATCH", "/api/stream").body, R"({"bytes":0})");
  ASSERT_TRUE(
      client.send("PATCH /api/stream HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"));
  EXPECT_EQ(client.receive().body, R"({"bytes":7})");
  {
    Client unwanted(house.port);
    unwanted.send("PATCH /api/stream HTTP/1.1\r\nHost: t\r\nX-Unwanted: 1\r\nContent-Length: 1000000\r\n\r\n");
    const auto answer = unwanted.receive();
    EXPECT_EQ(answer.status, 409) << "before any of it was sent";
    EXPECT_EQ(answer.headers.at("X-Stream"), "1");
  }
  Client endless(house.port);
  ASSERT_TRUE(endless.send("PATCH /api/stream HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999\r\n\r\n"));
  const std::string piece(1 << 20, 'x');
  for (int i = 0; i < 66 && endless.send(piece); ++i) {
  }
  EXPECT_EQ(endless.receive().status, 413) << "the sink wants no more, and the handler says so";
}

TEST(Server, an_upload_goes_through_a_file_that_is_gone_afterwards) {
  House house;
  Client client(house.port);
  const auto answer = client.ask("PUT", "/api/upload", "Expect: 100-continue\r\n", std::string(5 << 20, 'u'));
  EXPECT_EQ(answer.body, R"({"bytes":5242880})");
  EXPECT_EQ(client.ask("PUT", "/api/upload", "", "tiny").body, R"({"bytes":4})");
  EXPECT_EQ(client.ask("PUT", "/api/upload").body, R"({"bytes":0})") << "an empty file is a file";
  EXPECT_EQ(files_left(house.spool), 0u);
  {
    Client gone(house.port);
    gone.send("PUT /api/upload HTTP/1.1\r\nHost: t\r\nContent-Length: 1000\r\n\r\nhalf of");
  }
  while (files_in(house.spool) > 0) std::this_thread::sleep_for(1ms);
}

TEST(Server, an_upload_keeps_its_name_for_messages_and_never_leaves_its_folder) {
  House house;
  Client client(house.port);
  const auto named = [&](const std::string& name) {
    return client.ask("PUT", "/api/upload-name", "X-File-Name: " + name + "\r\n", "x").body;
  };
  EXPECT_EQ(named("%E9%A2%98%20a.xlsx"), R"({"name":"题 a.xlsx"})");
  for (const auto* strange : {"..", "..%2f..%2fetc", "a%00b", "a%0Ab", "%ff", "%"})
    EXPECT_EQ(named(strange), R"({"name":"upload"})") << strange;
  EXPECT_EQ(named(std::string(201, 'n')), R"({"name":"upload"})");
  EXPECT_EQ(files_left(house.spool), 0u);
}

TEST(Server, a_large_file_is_sent_whole) {
  House house;
  const auto file = house.spool + "/large";
  std::string content(3'000'000, '\0');
  for (size_t i = 0; i < content.size(); ++i) content[i] = static_cast<char>('a' + i % 26);
  std::ofstream(file) << content;
  Client client(house.port);
  const auto answer = client.ask("GET", "/api/file", "X-File: " + file + "\r\n");
  EXPECT_EQ(answer.headers.at("Content-Type"), "text/plain");
  EXPECT_TRUE(answer.body == content);
  EXPECT_EQ(client.ask("HEAD", "/api/file", "X-File: " + file + "\r\n").headers.at("Content-Length"), "3000000");
  EXPECT_EQ(client.ask("GET", "/api/file", "X-File: /nowhere\r\n").status, 500);
}

TEST(Server, a_connection_of_another_protocol_is_handed_over) {
  Server::Settings limits;
  limits.hand_over = [](int socket, const std::string& body) {
    const auto text = "HTTP/1.1 101 Switching Protocols\r\n\r\n" + body;
    EXPECT_EQ(::send(socket, text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
    ::close(socket);
  };
  House house(limits);
  Client client(house.port), hasty(house.port);
  EXPECT_EQ(client.ask("GET", "/api/other", "Connection: Upgrade\r\nUpgrade: other\r\n").status, 101);
  EXPECT_TRUE(client.closed()) << "whoever took it did so";
  hasty.send("GET /api/other HTTP/1.1\r\nHost: t\r\n\r\nthe other protocol");
  EXPECT_EQ(hasty.receive().status, 400) << "it has to wait for the answer";
  House alone;
  Client refused(alone.port);
  EXPECT_EQ(refused.ask("GET", "/api/other").status, 400);
}

TEST(Server, slow_heads_slow_bodies_and_silence_are_ended) {
  Server::Settings limits;
  limits.head_time = limits.body_idle = limits.keep_alive = 50ms;
  House house(limits);
  Client head(house.port), body(house.port), silent(house.port), idle(house.port);
  head.send("GET /api/name HTT");
  body.send("POST /api/name HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\n{");
  EXPECT_EQ(idle.ask("GET", "/api/name").status, 200);
  EXPECT_EQ(head.receive().status, 408);
  EXPECT_TRUE(head.closed());
  EXPECT_EQ(body.receive().status, 408);
  EXPECT_EQ(silent.receive().status, 0);
  EXPECT_TRUE(idle.closed());
}

TEST(Server, a_handler_that_takes_too_long_is_answered_for) {
  Server::Settings limits;
  limits.handler_time = 50ms;
  House house(limits);
  Client client(house.port);
  const auto answer = client.ask("POST", "/api/gate");
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(code_of(answer), "handler-too-slow");
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(Client(house.port).ask("GET", "/api/name").status, 200) << "quick rows do not wait for the pool";
}

TEST(Server, a_full_pool_says_so) {
  Server::Settings limits;
  limits.most_waiting = 0;
  House house(limits);
  Client client(house.port);
  const auto answer = client.ask("GET", "/api/work");
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(code_of(answer), "too-busy");
  EXPECT_EQ(Client(house.port).ask("GET", "/api/name").status, 200);
}

TEST(Server, sign_ins_wait_in_a_lane_of_their_own) {
  Server::Settings limits;
  limits.most_sign_ins = 0;
  House house(limits);
  Client client(house.port);
  const auto answer = client.ask("POST", "/api/sign-in");
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(code_of(answer), "too-busy");
  EXPECT_EQ(Client(house.port).ask("GET", "/api/work").status, 200) << "the pool is free";
}

TEST(Server, what_waits_for_servers_elsewhere_has_a_lane_of_its_own) {
  Server::Settings limits;
  limits.most_abroad = 0;
  House house(limits);
  Client client(house.port);
  EXPECT_EQ(code_of(client.ask("POST", "/api/abroad")), "too-busy");
  EXPECT_EQ(Client(house.port).ask("POST", "/api/sign-in").status, 200) << "the lane of passwords is free";
  EXPECT_EQ(Client(house.port).ask("GET", "/api/work").status, 200) << "so is the pool";
}

TEST(Server, stopping_finishes_what_is_under_way_and_closes_what_is_idle) {
  House house;
  Client idle(house.port), busy(house.port);
  EXPECT_EQ(idle.ask("GET", "/api/name").status, 200);
  busy.send("POST /api/gate HTTP/1.1\r\nHost: t\r\n\r\n");
  house.gate.wait_for_someone();
  house.server->stop();
  EXPECT_TRUE(idle.closed());
  house.gate.open();
  const auto answer = busy.receive();
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.headers.at("Connection"), "close");
  house.thread.join();
  EXPECT_FALSE(Client(house.port).connected());
}

TEST(Server, a_taken_port_is_an_error_and_not_a_second_server) {
  House house;
  Server::Settings limits;
  limits.port = house.port;
  const auto second = Server::open(limits, *house.edge);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "listen-failed");
}

TEST(Server, more_connections_than_allowed_are_closed) {
  Server::Settings limits;
  limits.most_connections = 2;
  House house(limits);
  Client first(house.port), second(house.port);
  EXPECT_EQ(first.ask("GET", "/api/name").status, 200);
  EXPECT_EQ(second.ask("GET", "/api/name").status, 200);
  EXPECT_EQ(Client(house.port).ask("GET", "/api/name").status, 0);
}

}  // namespace
}  // namespace doorstep::http::testing
