-- Prosody's own `prosodyctl check`, inside a server: what it says about the configuration that this server has. Returns one text:
-- "ok" or "problems", a line break, and what it printed.
return function (what)
	local lines = {};
	local function print(...)
		local texts = table.pack(...);
		for i = 1, texts.n do texts[i] = tostring(texts[i]); end
		lines[#lines + 1] = table.concat(texts, "\t");
	end
	local env = setmetatable({ print = print }, { __index = _G });
	-- Of the command-line tool it uses these three only.
	local tool = {
		show_usage = print;
		show_warning = function (message, ...) print(message:format(...)); end;
		isrunning = function () return true, true; end;
	};
	function env.require(name)
		if name == "prosody.util.prosodyctl" then return tool; end
		if name == "prosody.net.dns" then return require "prosody.net.unbound".dns; end
		return require(name);
	end
	local code = assert(loadfile("/usr/lib/prosody/util/prosodyctl/check.lua", "t", env))().check({ what });
	return (code == 0 and "ok" or "problems").."\n"..table.concat(lines, "\n");
end
