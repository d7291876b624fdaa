-- util.crypto: signatures and ciphers, for JSON Web Tokens and the like. No module of the bundle calls them at start.
local host = ...;

host.provide("util.crypto", setmetatable({}, {
	__index = function (_, name)
		return function () error("util.crypto."..name.." is not available in the browser", 2); end;
	end;
}));
