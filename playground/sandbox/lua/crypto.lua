-- util.hashes, util.crypto, util.encodings.
local host = ...;
local provide = host.provide;

local function to_hex(bytes)
	return (bytes:gsub(".", function (c) return ("%02x"):format(c:byte()); end));
end

local hashes = { version = "-3.14" };
for _, name in ipairs {
	"sha1", "sha224", "sha256", "sha384", "sha512", "md5", "sha3_256", "sha3_512", "blake2s256", "blake2b512",
} do
	hashes[name] = function (data, hex)
		local sum = host.hash(name, data);
		return hex and to_hex(sum) or sum;
	end;
	hashes["hmac_"..name] = function (key, data, hex)
		local sum = host.hmac(name, key, data);
		return hex and to_hex(sum) or sum;
	end;
end
function hashes.pbkdf2_hmac_sha1(password, salt, iterations) return host.pbkdf2("sha1", password, salt, iterations); end
function hashes.pbkdf2_hmac_sha256(password, salt, iterations) return host.pbkdf2("sha256", password, salt, iterations); end
hashes.scram_Hi_sha1 = hashes.pbkdf2_hmac_sha1;
function hashes.hkdf_hmac_sha256(length, key, salt, info) return host.hkdf("sha256", length, key, salt, info); end
function hashes.hkdf_hmac_sha384(length, key, salt, info) return host.hkdf("sha384", length, key, salt, info); end
function hashes.equals(a, b) return a == b; end
provide("util.hashes", hashes);

-- Signatures and ciphers, for JSON Web Tokens and the like. No module of the bundle calls them at start.
provide("util.crypto", setmetatable({}, {
	__index = function (_, name)
		return function () error("util.crypto."..name.." is not available in the browser", 2); end;
	end;
}));

-- The profiles see valid UTF-8 only; other bytes are refused as the C library refuses them.
local function profile(name)
	return function (text, strict)
		if #text >= 1024 or not utf8.len(text) then return nil; end
		return host.stringprep(name, text, strict or false);
	end
end
provide("util.encodings", {
	version = "-3.14";
	base64 = { encode = host.base64_encode, decode = host.base64_decode };
	stringprep = {
		nameprep = profile "nameprep";
		nodeprep = profile "nodeprep";
		resourceprep = profile "resourceprep";
		saslprep = profile "saslprep";
	};
	idna = { to_ascii = host.idna_to_ascii, to_unicode = host.idna_to_unicode };
	utf8 = {
		valid = function (text) return utf8.len(text) ~= nil; end;
		-- In bytes, as Prosody's own.
		length = function (text)
			if not utf8.len(text) then return nil, "invalid utf8"; end
			return #text;
		end;
	};
	-- mod_mimicking, the only user of look-alikes, is left out.
	confusable = { skeleton = function (text) return text; end };
});
