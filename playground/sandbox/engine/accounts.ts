import { readyKeys } from '../accounts.ts';
import type { Account } from '../types.ts';

/** The accounts as a Lua file for lua/accounts.lua: a list of tables. */
export function accountsFile(accounts: readonly Account[]): string {
  const entries = accounts.map((account) => {
    const { jid, password } = account;
    const [user = '', host = ''] = jid.split('@');
    const hashes = Object.entries(readyKeys(account) ?? {}).map(
      ([hash, { salt, iterations, storedKey, serverKey }]) =>
        `[${quote(hash)}]={salt=${quote(salt)},iteration_count=${iterations},stored_key=${quote(storedKey)},server_key=${quote(serverKey)}}`,
    );
    return `{user=${quote(user)},host=${quote(host)},password=${quote(password)},keys={${hashes.join(',')}}}`;
  });
  return `return {${entries.join(',\n')}}\n`;
}

/** These bytes, whatever they are, as a Lua string literal. */
function quote(value: string): string {
  const bytes = [...new TextEncoder().encode(value)];
  return `"${bytes.map((byte) => `\\${String(byte).padStart(3, '0')}`).join('')}"`;
}
