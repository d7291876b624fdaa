-- LuaSocket, Unix sockets and util.poll over the in-memory network. Prosody's own net.server_epoll
-- runs unchanged on top: buffers, time-outs, limits and closing are its business.
local host = ...;
local provide = host.provide;
local preload = package.preload;

local Socket = {};
Socket.__index = Socket;
Socket.__tostring = function (self) return "tcp{client}: "..tostring(self.fd); end;

local function wrap(fd) return setmetatable({ fd = fd }, Socket); end

function Socket:getfd() return self.fd or -1; end
-- Nothing here ever blocks.
function Socket:settimeout() return 1; end
function Socket:setoption() return 1; end
function Socket:dirty() return false; end
function Socket:getpeername() return host.peername(self.fd); end
function Socket:getsockname() return host.sockname(self.fd); end
function Socket:receive(wanted)
	local limit = wanted == "*a" and math.maxinteger or wanted;
	local data, err = host.receive(self.fd, limit);
	if #data == limit then return data; end
	return nil, err, data;
end
function Socket:send(data) return host.send(self.fd, data); end
function Socket:accept()
	local fd = host.accept(self.fd);
	if not fd then return nil, "timeout"; end
	return wrap(fd);
end
function Socket:setpeername(address, port)
	if not self.fd then self.fd = host.open(); end
	return host.connect(self.fd, address, port);
end
Socket.connect = Socket.setpeername;
function Socket:bind(path)
	self.path = path;
	return 1;
end
function Socket:listen()
	local fd, err = host.listen(self.path, 0);
	if not fd then return nil, err; end
	self.fd = fd;
	return 1;
end
function Socket:close()
	if self.fd then host.close(self.fd); end
	return 1;
end

local function new_socket() return wrap(host.open()); end
local function no_udp() return nil, "there is no UDP in this network"; end

-- What net.server_select waits with. The descriptors are watched for this call, in the order in which they were last ready.
local selected = {};
local function select(readers, writers, timeout)
	local wanted = {};
	-- Anything that tells its descriptor counts as a socket.
	for _, socket in ipairs(readers) do wanted[socket:getfd()] = { socket = socket, read = true }; end
	for _, socket in ipairs(writers) do
		local fd = socket:getfd();
		wanted[fd] = wanted[fd] or { socket = socket };
		wanted[fd].write = true;
	end
	for fd in pairs(selected) do
		if not wanted[fd] then host.watch(fd, false, false, "del"); end
	end
	for fd, how in pairs(wanted) do
		host.watch(fd, how.read or false, how.write or false, selected[fd] and "set" or "add");
	end
	selected = wanted;
	local readable, writable = {}, {};
	local function collect()
		local seen = {};
		local fd, read, write = host.ready();
		while fd and not seen[fd] do
			seen[fd] = true;
			local handler = host.signal_handlers[fd];
			if handler then
				host.clear(fd);
				handler();
			else
				if read then readable[#readable + 1] = wanted[fd].socket; end
				if write then writable[#writable + 1] = wanted[fd].socket; end
			end
			fd, read, write = host.ready();
		end
		return next(seen);
	end
	if not collect() and timeout > 0 then
		coroutine.yield(timeout);
		collect();
	end
	return readable, writable, not readable[1] and not writable[1] and "timeout" or nil;
end

local socket = {
	_VERSION = "LuaSocket 3.1.0";
	_SOCKETINVALID = -1;
	gettime = require "util.time".now;
	-- Only the main script sleeps, after an error at its top: it gives up the rest of this step.
	sleep = function (seconds) coroutine.yield(seconds); end;
	select = select;
	tcp = new_socket, tcp4 = new_socket, tcp6 = new_socket;
	udp = no_udp, udp4 = no_udp, udp6 = no_udp;
	bind = function (address, port)
		local fd, err = host.listen(address, port);
		if not fd then return nil, err; end
		return wrap(fd);
	end;
	dns = {
		gethostname = function () return "stanzabox"; end;
		toip = function () return nil, "host not found"; end;
		tohostname = function () return nil, "host not found"; end;
		local_addresses = function () return { host.address() }; end;
	};
};
preload["socket"] = function () return socket; end;
preload["socket.unix"] = function ()
	return { stream = function () return wrap(nil); end };
end;

local Poll = {};
Poll.__index = Poll;
-- What says whether to watch may be any true value, a function for one.
function Poll:add(fd, read, write) return host.watch(fd, not not read, not not write, "add"); end
function Poll:set(fd, read, write) return host.watch(fd, not not read, not not write, "set"); end
function Poll:del(fd) return host.watch(fd, false, false, "del"); end
function Poll:getfd() return -1; end
-- The only place where the server waits: it hands control back to JavaScript with the seconds it can wait.
function Poll:wait(timeout)
	local fd, read, write = host.ready();
	if not fd and timeout > 0 then
		coroutine.yield(timeout);
		fd, read, write = host.ready();
	end
	if fd then return fd, read, write; end
	return nil, "timeout";
end
provide("util.poll", {
	api = "stanzabox", EEXIST = 17, EMFILE = 24, ENOENT = 2;
	new = function () return setmetatable({}, Poll); end;
});
