-- Process: os, util.pposix, util.signal. Files, the clock and random bytes are the C library's, over what JavaScript answers.
local host = ...;
local preload = package.preload;

-- Prosody's modules can be required with and without this prefix.
function host.provide(name, library)
	local function loader() return library; end
	preload["prosody."..name] = loader;
	preload[name] = loader;
end
local provide = host.provide;

-- There is no process to end: the step function reports the code, and nothing of this server runs again.
function os.exit(code)
	if code == true or code == nil then code = 0; elseif code == false then code = 1; end
	host.exit_code = code;
	host.exited();
	error("exit "..tostring(code), 0);
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
-- Without signalfd: who waits for sockets by select has the handlers called.
host.signal_handlers = {};
signals.signal = function (number, handler)
	local fd = host.signal(signals[number] or number);
	host.signal_handlers[fd] = handler;
	host.watch(fd, true, false, "add");
	return true;
end;
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
	mkdir = require "lfs".mkdir;
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

preload["luarocks.loader"] = function () return {}; end;
