-- libunbound's Lua binding, answering from the DNS table of the in-memory network.
-- Prosody's net.unbound, resolvers and SRV selection run unchanged on top.
local host = ...;
local net = require "util.net";

local numbers = { A = 1, NS = 2, CNAME = 5, PTR = 12, MX = 15, TXT = 16, AAAA = 28, SRV = 33, TLSA = 52 };
local names = {};
for name, number in pairs(numbers) do names[number] = name; end

local function name_to_wire(name)
	local labels = {};
	for label in name:gmatch("[^.]+") do labels[#labels + 1] = string.pack("s1", label); end
	return table.concat(labels).."\0";
end

-- The text of a record in a zone file to the bytes of its data on the wire (RFC 1035 section 3.3, RFC 2782).
local to_wire = {
	A = net.pton;
	AAAA = net.pton;
	CNAME = name_to_wire;
	NS = name_to_wire;
	PTR = name_to_wire;
	TXT = function (text) return string.pack("s1", text); end;
	MX = function (text)
		local preference, target = text:match("^(%d+)%s+(%S+)$");
		return string.pack(">I2", preference)..name_to_wire(target);
	end;
	SRV = function (text)
		local priority, weight, port, target = text:match("^(%d+)%s+(%d+)%s+(%d+)%s+(%S+)$");
		return string.pack(">I2I2I2", priority, weight, port)..name_to_wire(target);
	end;
};

local Context = {};
Context.__index = Context;
Context.__tostring = function (self) return "ub_ctx: "..self.fd; end;
function Context:getfd() return self.fd; end

function Context:resolve(name, qtype, class)
	local rcode, records, canonical = host.dns(name, names[qtype] or "?");
	local answer = {
		qname = name, qtype = qtype, qclass = class, canonname = canonical;
		rcode = rcode, nxdomain = rcode == 3, secure = false, havedata = false;
	};
	for record in (records or ""):gmatch("[^\n]+") do
		answer[#answer + 1] = to_wire[names[qtype]](record);
	end
	answer.n = #answer;
	answer.havedata = answer.n > 0;
	return answer;
end

function Context:resolve_async(callback, ...)
	self.last_query = self.last_query + 1;
	self.queries[self.last_query] = { callback, ... };
	host.raise(self.fd);
	return self.last_query;
end

function Context:process()
	host.clear(self.fd);
	local queries = self.queries;
	self.queries = {};
	-- In the order in which they were asked.
	local ids = {};
	for id in pairs(queries) do ids[#ids + 1] = id; end
	table.sort(ids);
	for _, id in ipairs(ids) do
		local callback = table.remove(queries[id], 1);
		callback(self:resolve(table.unpack(queries[id])));
	end
	return #ids;
end

function Context:cancel(id) self.queries[id] = nil; end
function Context:wait() return self:process(); end
function Context:poll() return next(self.queries) ~= nil; end

package.preload["lunbound"] = function ()
	return {
		_LIBVER = "stanzabox";
		config = { async = true, hoststxt = true, resolvconf = true };
		new = function ()
			return setmetatable({ fd = host.event(), queries = {}, last_query = 0 }, Context);
		end;
	};
end;
