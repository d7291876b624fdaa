/** What the page "What differs from a real server" says of the world around the server is so: a difference that has gone is taken off it. */
import { expect, test, vi } from 'vitest';
import { montague } from '../../playground/sandbox/node.ts';
import { useSandbox } from './set-up.ts';

vi.setConfig({ testTimeout: 120_000 });

const sandbox = useSandbox();
const lua = (code: string): string => sandbox.box.engine(montague.name).eval(code);

test('there are no signatures and ciphers', () => {
  const said = lua('return select(2, pcall(require "prosody.util.crypto".generate_ed25519_keypair))');
  expect(said).toContain('is not available in the browser');
});

test('what nothing refers to any more stays for a while', () => {
  const kept = lua(`
    local weak = setmetatable({ {} }, { __mode = "v" });
    for _ = 1, 10000 do local _ = {} end
    return weak[1] ~= nil`);
  expect(kept).toBe('true');
  expect(lua('local weak = setmetatable({ {} }, { __mode = "v" }); collectgarbage(); return weak[1] ~= nil')).toBe(
    'false',
  );
});
