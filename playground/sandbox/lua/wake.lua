-- Runs in a server that goes on from the image of another one: makes new what two servers must not have in common, which is secrets,
-- the state of math.random and the time of the start.
math.randomseed(string.unpack("i8i8", require "prosody.util.random".bytes(16)));
local now = os.time();
prosody.start_time = now;
for _, host in pairs(prosody.hosts) do
	for name, environment in pairs(host.modules or {}) do
		local module = environment.module;
		-- By the door through which Prosody itself hands a secret over when it loads the module again; what the configuration sets stays.
		if name == "dialback" and not module:get_option_string("dialback_secret") then
			module.restore { dialback_secret = require "prosody.util.hashes".sha256(require "prosody.util.random".bytes(32), true) };
		end
		if module.status_time then module.status_time = now; end
	end
end
