-- LuaExpat over our own parser (xml/). One call carries a chunk over, and all that happened comes back as one string:
-- kind, byte count, \2, fields split by \3 and \4, \5. None of these bytes can occur in XML.
local host = ...;

local Parser = {};
Parser.__index = Parser;
Parser.__name = "Expat";

-- What LuaExpat knows; a handler table with another key is refused, and Prosody tests for that.
local known = {};
for _, name in ipairs {
	"CharacterData", "Comment", "Default", "DefaultExpand", "EndCdataSection", "EndElement", "EndNamespaceDecl",
	"ExternalEntityRef", "NotStandalone", "NotationDecl", "ProcessingInstruction", "StartCdataSection", "StartElement",
	"StartNamespaceDecl", "UnparsedEntityDecl", "StartDoctypeDecl", "EndDoctypeDecl", "XmlDecl", "ElementDecl",
	"EntityDecl", "AttlistDecl", "SkippedEntity", "_nonstrict",
} do known[name] = true; end

local function call(self, name, ...)
	local handler = self.handlers[name];
	if handler then handler(self, ...); end
end

local function optional(text)
	if text ~= "" then return text; end
end

-- Kinds of events, as the parser names them.
local deliver = {
	S = function (self, fields)
		local handler = self.handlers.StartElement;
		if not handler then return; end
		local name, rest = fields:match("^([^\3]*)(.*)$");
		local attributes, count = {}, 0;
		for key, value in rest:gmatch("\3([^\4]*)\4([^\3]*)") do
			count = count + 1;
			attributes[count], attributes[key] = key, value;
		end
		handler(self, name, attributes);
	end;
	E = function (self, name) call(self, "EndElement", name); end;
	T = function (self, text) call(self, "CharacterData", text); end;
	["["] = function (self) call(self, "StartCdataSection"); end;
	["]"] = function (self) call(self, "EndCdataSection"); end;
	N = function (self, fields)
		local prefix, uri = fields:match("^([^\3]*)\3(.*)$");
		call(self, "StartNamespaceDecl", optional(prefix), optional(uri));
	end;
	M = function (self, prefix) call(self, "EndNamespaceDecl", optional(prefix)); end;
	C = function (self, text) call(self, "Comment", text); end;
	P = function (self, fields)
		local target, data = fields:match("^([^\3]*)\3(.*)$");
		call(self, "ProcessingInstruction", target, data);
	end;
	D = function (self, fields)
		local name, system, public, internal = fields:match("^([^\3]*)\3([^\3]*)\3([^\3]*)\3(.*)$");
		call(self, "StartDoctypeDecl", name, optional(system), optional(public), internal == "1");
	end;
	X = function (self, fields)
		local version, encoding, standalone = fields:match("^([^\3]*)\3([^\3]*)\3(.*)$");
		local is_standalone = nil;
		if standalone ~= "" then is_standalone = standalone == "yes"; end
		call(self, "XmlDecl", version, optional(encoding), is_standalone);
	end;
};

function Parser:parse(data)
	if self.stopped then return nil, "parsing finished", self:pos(); end
	if self.failed then return nil, self.failed, self:pos(); end
	local events;
	if data == nil then events = host.xml_end(self.id); else events = host.xml_feed(self.id, data); end
	for kind, bytes, fields in events:gmatch("(.)(%d+)\2([^\5]*)\5") do
		self.bytes = tonumber(bytes);
		if kind == "!" then
			self.failed = fields;
			return nil, fields, self:pos();
		end
		deliver[kind](self, fields);
		if self.stopped then return nil, "parsing aborted", self:pos(); end
	end
	return self;
end

function Parser:getcurrentbytecount() return self.bytes; end
function Parser:pos() return host.xml_position(self.id); end
function Parser:stop()
	self.stopped = true;
	return true;
end
function Parser:close()
	if self.id then host.xml_free(self.id); end
	self.id = nil;
	return self;
end
Parser.__gc = Parser.close;
Parser.__close = Parser.close;
function Parser:getcallbacks() return self.handlers; end
function Parser:setencoding() return self; end
function Parser:setbase() return self; end
function Parser:getbase() return nil; end
-- They bound the expansion of entities, and none is ever expanded here: a DTD ends the parse.
function Parser:setblamaxamplification() return self; end
function Parser:setblathreshold() return self; end

package.preload["lxp"] = function ()
	return {
		_VERSION = "LuaExpat 1.5.2";
		_EXPAT_VERSION = "expat_2.7.1";
		new = function (handlers, separator)
			for name, handler in pairs(handlers) do
				if not known[name] and not handlers._nonstrict then error("invalid option '"..tostring(name).."'", 2); end
				local kind = type(handler);
				if kind ~= "function" and kind ~= "boolean" then error("lxp '"..name.."' callback is not a function", 2); end
			end
			local id = host.xml_new(separator or "", handlers.StartNamespaceDecl ~= nil);
			return setmetatable({ id = id, handlers = handlers, bytes = 0 }, Parser);
		end;
	};
end;
