-- Asks for the paths of a file in random order, so that remembering one answer does not help.
local count = 0

function setup(thread)
  count = count + 1
  thread:set("seed", count)
end

function init(args)
  math.randomseed(seed)
  requests = {}
  for path in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
end

function request()
  return requests[math.random(#requests)]
end
