# A cache for live lessons and recordings in a campus: one stream over its line, however many screens show it. Low
# latency: many who wait for the same part wait for one question to the server.
#
#   varnishd -a :8081 -f /etc/varnish/live.vcl -s malloc,2G
#
# It stands in front of the whole of doorstep; all that is not media passes through. Addresses of media are signed for a
# person: whether one is good is asked of the server once a minute for each viewer, and left out of the name under which
# segments are kept. DOORSTEP is the server's host.
vcl 4.1;

backend doorstep {
  .host = "127.0.0.1";
  .port = "8080";
  .first_byte_timeout = 40s;  # longer than a playlist is waited for
}

sub vcl_recv {
  # What the check left, in the second turn.
  if (req.restarts > 0 && req.http.X-Media) {
    set req.url = req.http.X-Media;
    return (hash);
  }
  unset req.http.X-Media;
  unset req.http.X-Check;
  if (req.method == "GET" && req.url ~ "^/m/[0-9a-f]+/[0-9a-f.]+/[^/?]+/[^/?]+/[^/?]+") {
    set req.http.X-Media = req.url;
    set req.http.X-Check = "1";
    set req.url = regsub(req.url, "^(/m/[0-9a-f]+/[0-9a-f.]+/[^/?]+)/.*$", "\1/allowed");
    return (hash);
  }
  return (pass);
}

sub vcl_hash {
  if (req.http.X-Check) {
    # Of one address and one session.
    hash_data(req.url);
    hash_data(req.http.Cookie);
    return (lookup);
  }
  if (req.http.X-Media) {
    hash_data(regsub(req.url, "^/m/[0-9a-f]+/[0-9a-f.]+/", "/m/"));
    return (lookup);
  }
}

sub vcl_backend_response {
  if (bereq.http.X-Check) {
    set beresp.grace = 0s;
    if (beresp.status == 204) {
      set beresp.ttl = 60s;
    } else {
      set beresp.uncacheable = true;
      set beresp.ttl = 0s;
    }
    return (deliver);
  }
  if (bereq.http.X-Media) {
    if (beresp.status != 200) {
      set beresp.uncacheable = true;
      set beresp.ttl = 0s;
      return (deliver);
    }
    unset beresp.http.Set-Cookie;
    if (bereq.url ~ "\.m3u8") {
      # One that was waited for is the same for ever; the others are old after a second.
      set beresp.ttl = 1s;
      set beresp.grace = 0s;
    } else {
      set beresp.ttl = 1h;
    }
    set beresp.do_stream = true;
    return (deliver);
  }
}

sub vcl_deliver {
  if (req.http.X-Check && resp.status == 204) {
    unset req.http.X-Check;
    return (restart);
  }
  unset resp.http.X-Varnish;
  unset resp.http.Via;
}
