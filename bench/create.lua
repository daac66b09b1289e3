-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors
--
-- wrk's requests of the create load: each attaches a text of its own to the next of octocat's spaces (2, 3, …).

local spaces = 1
local run = os.time()
local made = 0

function init(args)
  spaces = tonumber(args[1])
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  made = made + 1
  local body = string.format(
    '{"resource_type":"free_text","metadata":{"name":"Note %d of %d","text":"The release branch is cut on day %d."}}',
    made, run, made)
  return wrk.format("POST", "/users/octocat/copilot-spaces/" .. (made % spaces + 2) .. "/resources", nil, body)
end
