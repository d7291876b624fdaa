-- Small data structures: util.table, util.compat, util.struct, util.strbitop, util.ringbuffer.
local host = ...;
local provide = host.provide;

provide("util.table", { create = function () return {}; end, pack = table.pack, move = table.move });
provide("util.compat", { xpcall = xpcall });
provide("util.struct", { pack = string.pack, unpack = string.unpack, size = string.packsize });

-- Bytes of `a` combined with those of `b`, which repeats.
local function combine(operation)
	return function (a, b)
		if a == "" or b == "" then return a; end
		local out = {};
		for i = 1, #a do
			out[i] = string.char(operation(a:byte(i), b:byte((i - 1) % #b + 1)));
		end
		return table.concat(out);
	end
end
provide("util.strbitop", {
	sand = combine(function (a, b) return a & b; end);
	sor = combine(function (a, b) return a | b; end);
	sxor = combine(function (a, b) return a ~ b; end);
	common_prefix_bits = function (a, b)
		local shorter = math.min(#a, #b);
		for i = 1, shorter do
			local difference = a:byte(i) ~ b:byte(i);
			if difference ~= 0 then
				local bits = (i - 1) * 8;
				while difference & 0x80 == 0 do
					bits, difference = bits + 1, difference << 1;
				end
				return bits;
			end
		end
		return shorter * 8;
	end;
});

-- A bounded byte queue. Prosody makes these a few kilobytes large, so a plain string does.
local Ring = {};
Ring.__index = Ring;
function Ring:write(data)
	if #self.data + #data > self.limit then return nil; end
	self.data = self.data..data;
	return #data;
end
function Ring:read(count, peek)
	if count > #self.data then return nil; end
	local taken = self.data:sub(1, count);
	if not peek then self.data = self.data:sub(count + 1); end
	return taken;
end
function Ring:discard(count)
	if count > #self.data then return false; end
	self.data = self.data:sub(count + 1);
	return true;
end
function Ring:find(text)
	local _, last = self.data:find(text, 1, true);
	if last then return last; end
end
function Ring:readuntil(text)
	local last = self:find(text);
	if last then return self:read(last); end
end
function Ring:sub(first, last) return self.data:sub(first, last or -1); end
function Ring:byte(first, last) return self.data:byte(first or 1, last or first or 1); end
function Ring:length() return #self.data; end
function Ring:size() return self.limit; end
function Ring:free() return self.limit - #self.data; end
Ring.__len = Ring.length;
function Ring:__tostring() return ("ringbuffer: %p %d/%d"):format(self, #self.data, self.limit); end
provide("util.ringbuffer", {
	new = function (size)
		size = size or 4096;
		if size < 1 then error("bad argument #1 to 'new' (positive integer expected)", 2); end
		return setmetatable({ data = "", limit = size }, Ring);
	end;
});
