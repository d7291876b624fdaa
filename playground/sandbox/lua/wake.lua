-- Runs in a server that goes on from the image of another one: makes new what two servers must not have in common, which is secrets,
-- the state of math.random and the time of the start.
local random = require "prosody.util.random";
local sha256 = require "prosody.util.hashes".sha256;
local get_modules = require "prosody.core.modulemanager".get_modules;

math.randomseed(string.unpack("i8i8", random.bytes(16)));
local now = os.time();
prosody.start_time = now;

local function renew(name, module)
	-- By the door through which Prosody itself hands a secret over when it loads the module again; what the configuration sets stays.
	if name == "dialback" and not module:get_option_string("dialback_secret") then
		module.restore { dialback_secret = sha256(random.bytes(32), true) };
	end
	if module.status_time then module.status_time = now; end
	-- It asks when the server has started, once.
	if name == "uptime" then
		for _, event, handler in module.event_handlers:iter(nil, nil, nil) do
			if event == "server-started" then handler(); end
		end
	end
end
local hosts = { ["*"] = true };
for host in pairs(prosody.hosts) do hosts[host] = true; end
for host in pairs(hosts) do
	for name, environment in pairs(get_modules(host) or {}) do renew(name, environment.module); end
end

-- What it listens with. Only this function of the network knows all of it.
local watch, i = require "prosody.net.server".addevent, 1;
while watch do
	local name, descriptors = debug.getupvalue(watch, i);
	if name == "fds" then
		for _, descriptor in pairs(descriptors) do
			if descriptor.created then descriptor.created = now; end
		end
	end
	if name == nil or name == "fds" then break; end
	i = i + 1;
end

-- One that comes with the site was started without accounts.
assert(loadfile("/usr/lib/stanzabox/accounts.lua"))(stanzabox);
