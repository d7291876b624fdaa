/** What the console says about a configuration, and the changes that it offers. */
import { describe, expect, it } from 'vitest';
import {
  adviceForTab,
  adviceOnComponents,
  adviceOnFailure,
  adviceOnSignIns,
  findingsOf,
} from '../../playground/console/configuration/advice.ts';
import { readConfigurations, withoutSecrets } from '../../playground/console/configuration/kept.ts';
import { countChanges, diffLines, hunks } from '../../playground/console/configuration/line-diff.ts';
import { findOption, hostsIn, setOption } from '../../playground/console/configuration/lua-options.ts';
import { adviceOnUnread } from '../../playground/console/configuration/unread-options.ts';
import { montague } from '../../playground/sandbox/node.ts';

const tab = { hosts: ['montague.example'], pretendTls: false };
const refused = [{ account: 'romeo', ok: false, jid: 'romeo@montague.example', plain: 'No.' }] as const;

describe('the lines that changed', () => {
  it('are told with their neighbours, and counted', () => {
    const lines = diffLines('a\nb\nc\nd\ne', 'a\nb\nC\nd\ne\nf');
    expect(lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'same a',
      'same b',
      'gone c',
      'new C',
      'same d',
      'same e',
      'new f',
    ]);
    expect(countChanges('a\nb\nc\nd\ne', 'a\nb\nC\nd\ne\nf')).toBe(2);
    expect(countChanges('a', 'a')).toBe(0);
    expect(
      hunks(diffLines('1\n2\n3\n4\n5\n6\n7\n8', '0\n2\n3\n4\n5\n6\n7\n9')).map((line) => line?.text ?? null),
    ).toEqual(['1', '0', '2', null, '7', '8', '9']);
  });
});

describe('pretended TLS', () => {
  const required =
    'modules_enabled = {\n\t"saslauth";\n}\nc2s_require_encryption = true\nVirtualHost "montague.example"\n';
  const fixed = required.replace('"saslauth";', '"tls"; "saslauth";');
  const pretending = { ...tab, pretendTls: true };

  it('does not help where the module is off that offers TLS: that is said, and the module added', () => {
    expect(adviceForTab(required, pretending)).toMatchObject({
      plain: expect.stringContaining('"tls" is not in modules_enabled, so STARTTLS is not offered'),
      fix: { config: fixed },
    });
    expect(adviceOnSignIns(required, refused, pretending)).toMatchObject([{ fix: { config: fixed } }]);
    expect(adviceOnSignIns(required, refused, tab)[0]?.plain).toContain(
      'add "tls" to modules_enabled and turn on “Pretend TLS” above',
    );
    expect(
      adviceForTab('c2s_require_encryption = true\nVirtualHost "montague.example"\n', pretending)?.fix?.config,
    ).toBe('c2s_require_encryption = true\nmodules_enabled = { "tls" }\nVirtualHost "montague.example"\n');
  });

  it('is all that it takes where the module is on', () => {
    expect(adviceForTab(fixed, pretending)).toBeNull();
    expect(adviceOnSignIns(fixed, refused, tab)[0]?.plain).toMatch(/Change it, or turn on “Pretend TLS” above/);
  });
});

describe('a bracket without its partner', () => {
  const advise = (config: string) => adviceOnFailure(config, undefined)[0];

  it('is told where it was opened, not where Lua noticed, and closed where the list ends', () => {
    const config = 'modules_enabled = {\n\t"ping"; -- }\n\t"a}b";\nVirtualHost "x"\n';
    expect(advise(config)).toMatchObject({
      plain: 'The { in line 1 has no }. Write it where the list ends.',
      fix: { config: 'modules_enabled = {\n\t"ping"; -- }\n\t"a}b";\n}\nVirtualHost "x"\n' },
    });
    expect(advise('log = {\n\tinfo = "x";\n')?.fix?.config).toBe('log = {\n\tinfo = "x";\n}\n');
  });

  it('is taken out where it closes nothing', () => {
    expect(advise('a = {}\n}\n')).toMatchObject({
      plain: 'Line 2 has a } that closes nothing.',
      fix: { config: 'a = {}\n\n' },
    });
    expect(advise('a = { (1 }')?.plain).toBe('Brackets do not match: line 1 opens a (, and line 1 closes a }.');
  });

  it('is not seen where all fit', () => {
    for (const config of ['', montague.config, 'a = "{" -- (']) expect(adviceOnFailure(config, undefined)).toEqual([]);
  });
});

describe('options', () => {
  it('are found outside of comments only, with their lines', () => {
    const config =
      '-- c2s_require_encryption = true\n--[[\nc2s_require_encryption = 1\n]]\n  c2s_require_encryption = true;\n';
    expect(findOption(config, 'c2s_require_encryption')).toMatchObject([{ line: 5, value: 'true' }]);
    expect(setOption(config, 'c2s_require_encryption', 'false')).toBe(config.replace('= true;', '= false;'));
  });

  it('that are not set go before the first host and its comments', () => {
    expect(setOption('a = 1\n-- the host\nVirtualHost "x"\n', 'b', '2')).toBe(
      'a = 1\nb = 2\n-- the host\nVirtualHost "x"\n',
    );
    expect(setOption('', 'b', '2')).toBe('b = 2\n');
  });

  it('hosts are read with their kind and module', () => {
    expect(hostsIn(montague.config).map(({ kind, name, module }) => `${kind} ${name} ${module}`)).toEqual([
      'VirtualHost montague.example ',
      'VirtualHost anon.montague.example ',
      'Component conference.montague.example muc',
      'Component pubsub.montague.example pubsub',
    ]);
  });
});

describe('advice', () => {
  it('goes by the place of an option that counts: the last one of the host, or the last one above all hosts', () => {
    const [on, off] = ['c2s_require_encryption = true\n', 'c2s_require_encryption = false\n'];
    const host = 'VirtualHost "montague.example"\n';
    const other = 'VirtualHost "capulet.example"\n';
    for (const config of [on + off + host, on + host + off, off + other + on + host])
      expect(adviceForTab(config, tab), config).toBeNull();
    for (const config of [off + on + host, off + host + on, host, other + off + host])
      expect(adviceForTab(config, tab)?.plain, config).toContain('it requires encryption');
  });

  it('names typographic quotation marks with their line, and makes them straight outside of comments', () => {
    const config = '-- “as is”\nadmins = {}\nVirtualHost “montague.example”\n';
    const [advice] = adviceOnFailure(config, undefined);
    expect(advice?.plain).toContain('Line 3 has typographic quotation marks');
    expect(advice?.fix?.config).toBe('-- “as is”\nadmins = {}\nVirtualHost "montague.example"\n');
  });

  it('names the option that keeps accounts out, and the line', () => {
    const config = montague.config.replace('c2s_require_encryption = false', 'c2s_require_encryption = true');
    const line = config.split('\n').findIndex((each) => each.startsWith('c2s_require_encryption')) + 1;
    const [advice] = adviceOnSignIns(config, refused, tab);
    expect(advice?.plain).toContain(`line ${line} has it on`);
    expect(advice?.fix?.config).toBe(montague.config);
    expect(adviceForTab(config, tab)?.fix?.config).toBe(montague.config);
    expect(adviceForTab(montague.config, tab)).toBeNull();
    expect(adviceOnSignIns(montague.config, [{ account: 'romeo', ok: true }], tab)).toEqual([]);
  });

  it('names the host that is missing', () => {
    const [advice] = adviceOnSignIns('VirtualHost "localhost"\n', refused, tab);
    expect(advice?.plain).toContain('no VirtualHost "montague.example"');
    expect(advice?.fix?.config).toBe('VirtualHost "localhost"\n\nVirtualHost "montague.example"\n');
  });

  it('names components that no program can connect as', () => {
    const config =
      'VirtualHost "x"\nComponent "irc.x"\nComponent "a.x"\n\tcomponent_secret = verysecret\nComponent "b.x"\n\tcomponent_secret = "y"\n';
    const advice = adviceOnComponents(config);
    expect(advice.map(({ plain }) => plain)).toEqual([
      expect.stringContaining('"irc.x" in line 2 names no module and has no component_secret'),
      expect.stringContaining('without quotation marks'),
    ]);
    expect(advice[0]?.fix?.config).toContain('Component "irc.x"\n\tcomponent_secret = "change me"\n');
    expect(advice[1]?.fix?.config).not.toContain('verysecret');
  });

  it('says an error once, with its hosts, its trace apart, and the line that mends it', () => {
    const config = montague.config.replace('"ping";', '"ping"; "muc";');
    const text = (host: string) =>
      `Error initializing module 'muc' on '${host}': MUC should be loaded as a component, please see https://prosody.im/doc/components\n\tstack traceback:\n\t[C]: in function 'error'`;
    const line = (host: string) =>
      ({ server: 'montague.example', level: 'error', source: 'modulemanager', text: text(host), at: 0 }) as const;
    const found = findingsOf([line('montague.example'), line('anon.montague.example')], config);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      text: "Error initializing module 'muc': MUC should be loaded as a component, please see https://prosody.im/doc/components",
      hosts: ['montague.example', 'anon.montague.example'],
      trace: expect.stringContaining('stack traceback'),
    });
    expect(found[0]?.advice?.plain).toContain('Component "conference.montague.example" "muc"');
    // The shipped configuration has that component already.
    expect(found[0]?.advice?.fix?.config).toBe(montague.config.replace('"ping";', '"ping"; '));
  });
});

describe('what is kept of a configuration', () => {
  it('has no secrets, and says in which lines they were', () => {
    const config = 'component_secret = "swordfish"\npassword_hash = "SHA-1"\nsql = { password = \'x\', host = "y" }\n';
    expect(withoutSecrets(config)).toEqual({
      text: 'component_secret = "{left out}"\npassword_hash = "SHA-1"\nsql = { password = "{left out}", host = "y" }\n',
      lines: [1, 3],
    });
  });

  it('may be anything', () => {
    expect(readConfigurations('{"a":"b","c":1}')).toEqual({ a: 'b' });
    for (const kept of ['', '[', 'null', '3']) expect(readConfigurations(kept)).toEqual({});
  });
});

describe('options that nothing reads', () => {
  const names = ['c2s_require_encryption', 'motd_text', 'muc_room_locking', 'authentication'];
  const advise = (config: string, ...found: { section?: string; name: string; modules?: string[] }[]) =>
    adviceOnUnread({ names, found: found.map((each) => ({ section: '*', modules: [], ...each })) }, config);

  it('get the name that was meant, and the change that writes it', async () => {
    const config = 'c2s_require_encrypton = false -- c2s_require_encrypton\nVirtualHost "a.example"\n';
    expect(await advise(config, { name: 'c2s_require_encrypton' })).toEqual([
      {
        plain:
          'c2s_require_encrypton (line 1) has no effect: Prosody knows no such option. Did you mean c2s_require_encryption?',
        fix: { label: 'Write c2s_require_encryption', config: config.replace('encrypton', 'encryption') },
      },
    ]);
  });

  it('are told as unknown when nothing is near, and not when the configuration itself uses them', async () => {
    expect(await advise('max_awesomeness = 11\n', { name: 'max_awesomeness' })).toEqual([
      {
        plain:
          'max_awesomeness (line 1) has no effect: Prosody knows no such option. Only a module from elsewhere could read it.',
      },
    ]);
    const own = 'our_name = "Verona"\nVirtualHost "a.example"\n\tname = our_name\n';
    expect(await advise(own, { name: 'our_name' })).toEqual([]);
    expect(await advise('our_name = "our_name"\n', { name: 'our_name' })).toHaveLength(1);
  });

  it('of a module that is not on there are told with their line below that host', async () => {
    const config = 'motd_text = "x"\nVirtualHost "a.example"\n\tmotd_text = "y"\n';
    expect(
      await advise(
        config,
        { name: 'motd_text', section: 'a.example', modules: ['motd'] },
        { name: 'motd_text', modules: ['motd'] },
      ),
    ).toEqual([
      { plain: 'motd_text (line 1) has no effect: only mod_motd reads it, which is not on.' },
      {
        plain:
          'motd_text (line 3) has no effect below a.example: only mod_motd reads it, which is not on for a.example.',
      },
    ]);
  });
});
