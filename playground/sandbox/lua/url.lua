-- LuaSocket's socket.url (RFC 3986 and the older RFC 2396, section 3).
package.preload["socket.url"] = function ()
	local url = { _VERSION = "URL 1.0.3" };

	function url.escape(text)
		return (text:gsub("[^A-Za-z0-9_]", function (c) return ("%%%02x"):format(c:byte()); end));
	end

	function url.unescape(text)
		return (text:gsub("%%(%x%x)", function (hex) return string.char(tonumber(hex, 16)); end));
	end

	function url.parse(text, default)
		if not text or text == "" then return nil, "invalid url"; end
		local parsed = {};
		for key, value in pairs(default or parsed) do parsed[key] = value; end
		local rest = text;
		local function take(pattern, key)
			rest = rest:gsub(pattern, function (found)
				parsed[key] = found;
				return "";
			end);
		end
		-- LuaSocket's own order: a query right behind the host counts as a part of the host.
		take("^([%w][%w%+%-%.]*)%:", "scheme");
		take("^//([^/]*)", "authority");
		take("#(.*)$", "fragment");
		take("%?(.*)", "query");
		take("%;(.*)", "params");
		if rest ~= "" then parsed.path = rest; end
		local authority = parsed.authority;
		if not authority then return parsed; end
		authority = authority:gsub("^([^@]*)@", function (found)
			parsed.userinfo = found;
			return "";
		end);
		authority = authority:gsub(":([^:%]]*)$", function (found)
			parsed.port = found;
			return "";
		end);
		if authority ~= "" then parsed.host = authority:match("^%[(.+)%]$") or authority; end
		if parsed.userinfo then
			parsed.user = parsed.userinfo:gsub(":([^:]*)$", function (found)
				parsed.password = found;
				return "";
			end);
		end
		return parsed;
	end

	function url.build(parsed)
		local text = parsed.path or "";
		if parsed.params then text = text..";"..parsed.params; end
		if parsed.query then text = text.."?"..parsed.query; end
		local authority = parsed.authority;
		if parsed.host then
			authority = parsed.host:find(":", 1, true) and "["..parsed.host.."]" or parsed.host;
			if parsed.port then authority = authority..":"..tostring(parsed.port); end
			local userinfo = parsed.userinfo;
			if parsed.user then
				userinfo = parsed.user..(parsed.password and ":"..parsed.password or "");
			end
			if userinfo then authority = userinfo.."@"..authority; end
		end
		if authority then text = "//"..authority..text; end
		if parsed.scheme then text = parsed.scheme..":"..text; end
		if parsed.fragment then text = text.."#"..parsed.fragment; end
		return text;
	end

	function url.parse_path(path)
		path = path or "";
		local segments = {};
		for segment in path:gmatch("[^/]+") do segments[#segments + 1] = url.unescape(segment); end
		if path:sub(1, 1) == "/" then segments.is_absolute = 1; end
		if path:sub(-1) == "/" then segments.is_directory = 1; end
		return segments;
	end

	-- What means something in a URL and nothing within a segment of its path stays (RFC 2396 section 3.3).
	local function protect(segment)
		return (segment:gsub("[^A-Za-z0-9_%-.!~*'():@&=+$,]", function (c) return ("%%%02X"):format(c:byte()); end));
	end

	function url.build_path(segments, unsafe)
		local parts = {};
		for i = 1, #segments do parts[i] = unsafe and segments[i] or protect(segments[i]); end
		local path = table.concat(parts, "/");
		if segments.is_directory and #parts > 0 then path = path.."/"; end
		if segments.is_absolute then path = "/"..path; end
		return path;
	end

	return url;
end;
