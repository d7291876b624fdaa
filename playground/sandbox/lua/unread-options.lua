-- Options of the configuration that nothing in this server reads: those that Prosody does not know, and those that only modules read which are not
-- loaded where the option is set. Returns one text: "ok" or "problems", a line break, and JSON with what was found and the names that
-- Prosody knows.
local json = require "prosody.util.json";
local array = require "prosody.util.array";
local configmanager = require "prosody.core.configmanager";
local known = dofile("/usr/lib/stanzabox/options.lua");

local function is_loaded(module, host)
	return prosody.hosts[host] ~= nil and prosody.hosts[host].modules[module] ~= nil;
end

-- A module that is loaded for all hosts may read what a host says about itself; in the global section an option is for every host.
local function is_read(modules, section)
	for module in modules:gmatch("%S+") do
		if is_loaded(module, "*") or is_loaded(module, section) then return true; end
		if section == "*" then
			for host in pairs(prosody.hosts) do
				if is_loaded(module, host) then return true; end
			end
		end
	end
	return false;
end

return function ()
	local found, names = array(), array();
	for section, options in pairs(configmanager.getconfig()) do
		for name in pairs(options) do
			local modules = known[name];
			-- The names of tasks are put together while Prosody runs.
			if modules == nil and not name:match("_period$") then
				found:push({ section = section; name = name; modules = array() });
			elseif modules ~= nil and modules ~= "" and not is_read(modules, section) then
				local readers = array();
				for module in modules:gmatch("%S+") do readers:push(module); end
				found:push({ section = section; name = name; modules = readers });
			end
		end
	end
	for name in pairs(known) do names:push(name); end
	return (#found == 0 and "ok" or "problems").."\n"..json.encode({ found = found; names = names });
end
