-- LuaSec. There is no encryption inside a tab. With the option "pretend TLS" a handshake succeeds at once and
-- the bytes stay as they are, so that a configuration that requires encryption runs; without it no context is made.
local host = ...;
local preload = package.preload;

local pretend = host.pretend_tls();
local no_tls = "there is no TLS inside a browser tab";

-- A socket after its pretended handshake: the same socket, and answers about a connection that was never encrypted.
local Encrypted = {};
function Encrypted:dohandshake() return true; end
function Encrypted:sni() end
function Encrypted:info(field)
	local info = { protocol = "TLSv1.3", cipher = "TLS_AES_256_GCM_SHA384", bits = 256, encryption = "AESGCM(256)", compression = false };
	if field then return info[field]; end
	return info;
end
function Encrypted:getpeercertificate() return nil; end
function Encrypted:getpeerverification() return false, { { "this TLS is a pretence" } }; end
function Encrypted:getpeerfinished() return nil; end
function Encrypted:exportkeyingmaterial() return nil; end

local ssl = {
	_VERSION = "1.3.2";
	config = {
		protocols = { tlsv1_2 = true, tlsv1_3 = true };
		options = {}, curves = {};
		algorithms = { ec = true };
		capabilities = {};
	};
	-- Prosody makes a context for outgoing HTTPS at every start; what it cannot be used for shows when it is.
	newcontext = function (settings)
		if pretend or settings.mode == "client" then return {}; end
		return nil, no_tls;
	end;
	wrap = function (socket)
		if not pretend then return nil, no_tls; end
		return setmetatable({}, {
			__index = function (_, name)
				if Encrypted[name] then return Encrypted[name]; end
				local member = socket[name];
				if type(member) ~= "function" then return member; end
				return function (_, ...) return member(socket, ...); end;
			end;
			__tostring = function () return "SSL connection: "..tostring(socket); end;
		});
	end;
	loadcertificate = function () return nil, no_tls; end;
};
preload["ssl"] = function () return ssl; end;
preload["ssl.context"] = function () return { setcipher = function () return true; end }; end;
preload["ssl.x509"] = function () return { load = ssl.loadcertificate }; end;
