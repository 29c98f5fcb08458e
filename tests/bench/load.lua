-- Sends the bodies of a file, a line each, in turn; prints what came of it as JSON.

local bodies, place = {}, 0

function init(args)
  for line in io.lines(args[1]) do bodies[#bodies + 1] = wrk.format("POST", nil, {["content-type"] = "application/json"}, line) end
end

function request()
  place = place % #bodies + 1
  return bodies[place]
end

function done(summary, latency, _)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '{"requests": %d, "seconds": %.3f, "bytes": %d, "failed": %d, "p50": %.3f, "p99": %.3f, "worst": %.3f}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, failed,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
