-- Clock, process, files: os, util.time, util.pposix, util.signal, util.crand, lfs.
local host = ...;
local preload = package.preload;

-- Prosody's modules can be required with and without this prefix.
function host.provide(name, library)
	local function loader() return library; end
	preload["prosody."..name] = loader;
	preload[name] = loader;
end
local provide = host.provide;

-- os.time and os.date follow the clock that a lesson can move.
local real_time, real_date = os.time, os.date;
function os.time(fields)
	if fields then return real_time(fields); end
	return math.floor(host.now());
end
function os.date(format, time)
	return real_date(format, time or math.floor(host.now()));
end
-- CPU time of this process; the lessons' clock does not move it.
os.clock = host.cpu;

-- The machine's environment is none of the server's business.
function os.getenv() return nil; end

-- There is no process to end: the step function reports the code, and nothing of this server runs again.
function os.exit(code)
	if code == true or code == nil then code = 0; elseif code == false then code = 1; end
	host.exit_code = code;
	host.exited();
	error("exit "..tostring(code), 0);
end

-- Emscripten's file system keeps a file that another one is renamed onto, and finds it again once the new one is
-- removed. Removed first, it is gone. Nobody can come in between.
local real_rename = os.rename;
function os.rename(from, to)
	if host.stat(from) and host.stat(to) == "file" then os.remove(to); end
	return real_rename(from, to);
end

function print(...)
	local texts = table.pack(...);
	for i = 1, texts.n do texts[i] = tostring(texts[i]); end
	host.print(table.concat(texts, "\t"));
end

-- util.async hands the hook of its thread to new threads. Ours is a C function (the watchdog), which
-- debug.gethook can only name, and which new threads have by themselves.
local sethook = debug.sethook;
function debug.sethook(thread, hook, ...)
	if hook == "external hook" then return; end
	return sethook(thread, hook, ...);
end

provide("util.time", { now = host.now, monotonic = host.monotonic });
provide("util.crand", { bytes = host.random, _source = "getrandom" });

local signals = { SIGHUP = 1, SIGINT = 2, SIGUSR1 = 10, SIGUSR2 = 12, SIGTERM = 15 };
local Signal = {};
Signal.__index = Signal;
function Signal:getfd() return self.fd; end
function Signal:read()
	host.clear(self.fd);
	return self.number;
end
function Signal:close() host.close(self.fd); end
signals.signalfd = function (number)
	return setmetatable({ fd = host.signal(number), number = number }, Signal);
end;
signals.signal = function () return false, "signals come through signalfd"; end;
signals.kill = function () return false, "there is no other process"; end;
signals.raise = signals.kill;
provide("util.signal", signals);

provide("util.pposix", {
	_VERSION = "0.4.1";
	-- WebAssembly's C library numbers its errors unlike Linux: ask it.
	ENOENT = select(3, io.open("/none/such"));
	getpid = function () return 1; end;
	getuid = function () return 1000; end;
	getgid = function () return 1000; end;
	isatty = function () return false; end;
	umask = function () return "027"; end;
	setenv = function () return true; end;
	uname = function () return { sysname = "Linux", nodename = "stanzabox", release = "browser", version = "", machine = "wasm32" }; end;
	meminfo = function () return { allocated = host.memory(), allocated_mmap = 0, used = collectgarbage("count") * 1024, unused = 0, returnable = 0 }; end;
	mkdir = function (path) return host.mkdir(path); end;
	atomic_append = function (file, data)
		local ok, err, code = file:write(data);
		if not ok then return nil, err, code; end
		file:flush();
		return true;
	end;
	remove_blocks = function () return nil, "Operation not supported", 95; end;
	syslog_open = function () end;
	syslog_close = function () end;
	syslog_log = function () end;
});

local lfs = {};
local directory = "/";
local function absolute(path)
	if path:sub(1, 1) == "/" then return path; end
	return directory.."/"..path;
end
function lfs.attributes(path, wanted)
	local mode, modified, size = host.stat(absolute(path));
	if not mode then return nil, path..": No such file or directory", 2; end
	local all = { mode = mode, modification = modified, change = modified, access = modified, size = size, nlink = 1 };
	if type(wanted) == "string" then return all[wanted]; end
	return all;
end
lfs.symlinkattributes = lfs.attributes;
function lfs.dir(path)
	local names = host.list(absolute(path));
	if not names then error("cannot open "..path..": No such file or directory", 2); end
	return names:gmatch("[^\n]+");
end
function lfs.mkdir(path) return host.mkdir(absolute(path)); end
function lfs.rmdir(path) return host.rmdir(absolute(path)); end
function lfs.currentdir() return directory; end
function lfs.chdir(path)
	local mode = host.stat(absolute(path));
	if mode ~= "directory" then return nil, "Unable to change working directory to '"..path.."'"; end
	directory = absolute(path);
	host.chdir(directory);
	return true;
end
-- One process, one thread: locks always succeed.
function lfs.lock() return true; end
function lfs.unlock() return true; end
function lfs.touch() return true; end
function lfs.setmode() return true; end
preload["lfs"] = function () return lfs; end;

preload["luarocks.loader"] = function () return {}; end;
