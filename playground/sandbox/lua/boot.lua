-- Starts Prosody's own main script in a coroutine, on top of its C libraries and of our stand-ins for those that need a system.
-- `stanzabox` is the table of functions that JavaScript offers (see host-functions).
local host = stanzabox;

local here = "/usr/lib/stanzabox/";
for _, theme in ipairs { "system", "crypto", "sockets", "tls", "dns" } do
	assert(loadfile(here..theme..".lua"))(host);
end

-- What Debian's installation sets in the main script.
CFG_SOURCEDIR = "/usr/lib/prosody";
CFG_CONFIGDIR = "/etc/prosody";
CFG_PLUGINDIR = "/usr/lib/prosody/modules/";
CFG_DATADIR = "/var/lib/prosody";
package.path = "/usr/lib/prosody/?.lua;/usr/lib/prosody/?/init.lua;/usr/lib/lua/?.lua";
package.cpath = "";
arg = {};
require "loader";

-- Most modules are loaded once per host, and compiling is the better part of a start: each source is compiled once, and its code is
-- in memory once.
local instance = require "stanzabox.functions".instance;
local compile, compiled = load, {};
function load(code, name, mode, ...)
	if type(code) ~= "string" or type(name) ~= "string" or mode == "b" then return compile(code, name, mode, ...); end
	local known = compiled[name];
	if known and known.code == code then
		local environment = _G;
		if select("#", ...) > 0 then environment = ...; end
		return instance(known.chunk, environment);
	end
	local chunk, problem = compile(code, name, mode, ...);
	if chunk and name:sub(1, 1) == "@" then
		compiled[name] = { code = code, chunk = instance(chunk) };
	end
	return chunk, problem;
end

-- Prosody's own defaults have Lua look for garbage all the time, to keep a large server small. This one is small: it waits
-- until its memory has grown fourfold, which halves the time of a start. What the configuration's `gc` says still counts.
local lazy_gc = { mode = "incremental", threshold = 400, speed = 400, minor_threshold = 20, major_threshold = 50 };
collectgarbage(lazy_gc.mode, lazy_gc.threshold, lazy_gc.speed);
local gc = require "prosody.util.gc";
local configure_gc = gc.configure;
function gc.configure(settings)
	return configure_gc(settings, lazy_gc);
end

local startup = require "prosody.util.startup";

-- Every sink of the configuration's `log` ends in the log that the page shows.
local init_logging = startup.init_logging;
function startup.init_logging()
	local logging = require "prosody.core.loggingmanager";
	local format = require "prosody.util.format".format;
	-- A configuration may name several sinks for one level, as Debian's does: the page shows a message once.
	local last, seen;
	local function sink()
		local function write(source, level, message, ...)
			local text = format(message, ...);
			local key = level.." "..source.." "..text;
			if key == last and not seen[write] then
				seen[write] = true;
				return;
			end
			last, seen = key, { [write] = true };
			host.log(level, source, text);
		end
		return write;
	end
	for _, kind in ipairs { "console", "stdout", "file", "syslog" } do
		logging.register_sink_type(kind, sink);
	end
	return init_logging();
end

-- The ready-made accounts are there when the server says that it has started.
local notify_started = startup.notify_started;
function startup.notify_started()
	assert(loadfile(here.."accounts.lua"))(host);
	return notify_started();
end

local main = coroutine.create(assert(loadfile("/usr/lib/prosody/prosody")));

-- Runs the server until it waits. Returns the seconds until its next timer; or, when it ended, nil and why.
function host.step()
	local ok, result = coroutine.resume(main);
	if host.exit_code then
		return nil, "exit "..host.exit_code;
	elseif not ok then
		return nil, debug.traceback(main, tostring(result));
	elseif coroutine.status(main) == "dead" then
		return nil, "ended";
	end
	return result;
end

-- Runs code inside the server, as its shell's `>` does: for tests and measurements.
function host.eval(code)
	local chunk, problem = load(code, "=eval", "t", setmetatable({}, { __index = _G }));
	if not chunk then return nil, problem; end
	local result;
	local ran, err = pcall(function ()
		require "prosody.util.async".runner(function ()
			result = table.pack(pcall(chunk));
		end):run(true);
	end);
	if not ran then return nil, tostring(err); end
	if not result then return nil, "still waiting"; end
	if not result[1] then return nil, tostring(result[2]); end
	return tostring(result[2]);
end
