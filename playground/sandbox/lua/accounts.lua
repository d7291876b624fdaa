-- Puts the ready-made accounts into each host's own store, unless they are there already (data kept over a restart).
-- Runs once, when the server has started.
local host = ...;

local storagemanager = require "prosody.core.storagemanager";
local config = require "prosody.core.configmanager";
local ready_made = assert(loadfile("/etc/stanzabox/accounts.lua"))();

for _, account in ipairs(ready_made) do
	if prosody.hosts[account.host] then
		local store = storagemanager.open(account.host, "accounts", "keyval");
		if store and not store:get(account.user) then
			local now = os.time();
			local hash = config.get(account.host, "password_hash") or "SHA-1";
			local keys = config.get(account.host, "authentication") ~= "internal_plain" and account.keys[hash];
			-- Without keys that were computed before, Prosody derives them from the password at the first login.
			local entry = keys or { password = account.password };
			entry.created, entry.updated = now, now;
			store:set(account.user, entry);
		end
	end
end
